import { parseEnv } from 'node:util';

/** The file that applies whatever environment is selected; `.env.NAME` adds what belongs to one, and wins. */
export const DOTENV = '.env';

/** Files that people keep beside `.env` as a pattern or for one machine; they are no environments. */
const NO_ENVIRONMENTS = new Set(['example', 'sample', 'template', 'dist', 'defaults', 'local', 'vault', 'keys']);

/** The name of the environment that a file `.env.NAME` belongs to, or null. */
export function environmentOfDotenv(file: string): string | null {
  const name = file.startsWith(`${DOTENV}.`) ? file.slice(DOTENV.length + 1) : '';
  return name === '' || NO_ENVIRONMENTS.has(name.toLowerCase()) || name.includes('.') ? null : name;
}

/** The variables of a `.env` file. */
export function parseDotenv(text: string): ReadonlyMap<string, string> {
  const values = Object.entries(parseEnv(text));
  return new Map(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

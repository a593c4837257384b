import { CredentialError, sameName } from '../../credentials';
import type { Parts } from '../parts';
import { say } from '../words';

/** Names that a new credential cannot have. */
export async function namesInUse({ engine }: Pick<Parts, 'engine'>): Promise<string[]> {
  return (await engine.vault.list()).credentials.map(({ name }) => name);
}

/** A name that nobody has: `wanted`, else `wanted-2`, `wanted-3`, … */
export function freeName(wanted: string, taken: readonly string[]): string {
  const isFree = (name: string) => !taken.some((other) => sameName(other, name));
  let name = wanted;
  for (let count = 2; !isFree(name); count++) name = `${wanted}-${count}`;
  return name;
}

/**
 * Makes a change that gives a name.
 * @returns what is wrong with the name, which another window may have taken while it was typed
 */
export async function naming<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CredentialError && error.problem.code.startsWith('credential.name')) return say(error.problem);
    throw error;
  }
}

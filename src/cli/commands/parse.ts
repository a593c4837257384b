import { environmentSecrets } from '../../credentials';
import { redactorFor } from '../../engine';
import type { CliContext } from '../context';
import { CommandError } from '../exit';
import { loadFile } from '../http-file';
import { requestJson } from '../request-json';
import type { Terminal } from '../terminal';

/** `restlink parse FILE`: what the file contains, nothing substituted (cli: `parse`). */
export async function parseCommand(
  context: Pick<CliContext, 'cwd' | 'env'> & { readonly terminal: Pick<Terminal, 'result'> },
  path: string,
  options: { json?: true },
): Promise<number> {
  const { http } = await loadFile(path, context.cwd, false);
  if (http.requests.length === 0) throw new CommandError(`${path} holds no request.`);
  const { terminal } = context;
  // What the file contains, but for keys and tokens: a secret is in no output (cli).
  const redactor = redactorFor(environmentSecrets(context.env, null));
  for (const request of http.requests) {
    const entry = requestJson(http, request, redactor);
    if (options.json) terminal.result(JSON.stringify(entry));
    else terminal.result(`${String(entry.line).padStart(5)}  ${entry.method} ${entry.url}${label(entry.name)}`);
  }
  return 0;
}

function label(name: string | null): string {
  return name === null ? '' : `  # ${name}`;
}

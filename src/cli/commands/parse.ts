import { environmentCredential } from '../../credentials';
import { redactorFor } from '../../engine';
import { type BodyPart, type HttpFile, lineOf, type RequestNode } from '../../http';
import type { Redactor } from '../../sending';
import type { CliContext } from '../context';
import { CommandError } from '../exit';
import { loadFile } from '../http-file';

/** `restlink parse FILE`: what the file contains, nothing substituted (cli: `parse`). */
export async function parseCommand(context: CliContext, path: string, options: { json?: true }): Promise<number> {
  const { http } = await loadFile(path, context.cwd, false);
  if (http.requests.length === 0) throw new CommandError(`${path} holds no request.`);
  const { terminal } = context;
  // What the file contains, but for keys and tokens: a secret is in no output (cli).
  const environment = environmentCredential(context.env, null);
  const redactor = redactorFor(environment.ok && environment.value ? [environment.value] : []);
  for (const request of http.requests) {
    const entry = describe(http, request, redactor);
    if (options.json) terminal.result(JSON.stringify(entry));
    else terminal.result(`${String(entry.line).padStart(5)}  ${entry.method} ${entry.url}${label(entry.name)}`);
  }
  return 0;
}

function label(name: string | null): string {
  return name === null ? '' : `  # ${name}`;
}

function describe(http: HttpFile, request: RequestNode, redactor: Redactor) {
  const { requestLine, headers, body } = request;
  const parts = body?.parts ?? null;
  const hasFile = parts?.some(({ kind }) => kind === 'file') ?? false;
  return {
    line: lineOf(http, requestLine.start),
    endLine: lineOf(http, Math.max(request.contentEnd - 1, requestLine.start)),
    name: request.name,
    title: request.title,
    method: requestLine.method,
    url: redactor.text(requestLine.target),
    headers: headers.map(({ name, value }) => [name, redactor.text(value)]),
    body: parts === null || hasFile ? null : redactor.text(parts.map(textOf).join('')),
    bodyParts: parts !== null && hasFile ? parts.map((part) => describePart(part, redactor)) : null,
    directives: request.directives.map(({ key, value }) => [key, redactor.text(value)]),
  };
}

function textOf(part: BodyPart): string {
  return part.kind === 'text' ? part.text : '';
}

function describePart(part: BodyPart, redactor: Redactor) {
  if (part.kind === 'text') return { text: redactor.text(part.text) };
  const { path: file, substitute, encoding } = part;
  return { file, substitute, encoding };
}

import { type BodyPart, type HttpFile, lineOf, type RequestNode } from '../../http';
import type { CliContext } from '../context';
import { CommandError } from '../exit';
import { loadFile } from '../http-file';

/** `restlink parse FILE`: what the file contains, nothing substituted (cli: `parse`). */
export async function parseCommand(context: CliContext, path: string, options: { json?: true }): Promise<number> {
  const { http } = await loadFile(path, context.cwd, false);
  if (http.requests.length === 0) throw new CommandError(`${path} holds no request.`);
  const { terminal } = context;
  for (const request of http.requests) {
    const entry = describe(http, request);
    if (options.json) terminal.result(JSON.stringify(entry));
    else terminal.result(`${String(entry.line).padStart(5)}  ${entry.method} ${entry.url}${label(entry.name)}`);
  }
  return 0;
}

function label(name: string | null): string {
  return name === null ? '' : `  # ${name}`;
}

function describe(http: HttpFile, request: RequestNode) {
  const { requestLine, headers, body } = request;
  const parts = body?.parts ?? null;
  const hasFile = parts?.some(({ kind }) => kind === 'file') ?? false;
  return {
    line: lineOf(http, requestLine.start),
    endLine: lineOf(http, Math.max(request.contentEnd - 1, requestLine.start)),
    name: request.name,
    title: request.title,
    method: requestLine.method,
    url: requestLine.target,
    headers: headers.map(({ name, value }) => [name, value]),
    body: parts === null || hasFile ? null : parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
    bodyParts: parts !== null && hasFile ? parts.map(describePart) : null,
    directives: request.directives.map(({ key, value }) => [key, value]),
  };
}

function describePart(part: BodyPart) {
  if (part.kind === 'text') return { text: part.text };
  const { path: file, substitute, encoding } = part;
  return { file, substitute, encoding };
}

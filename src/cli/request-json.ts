import { type BodyPart, type HttpFile, lineOf, type RequestNode } from '../http';
import type { Redactor } from '../sending';

/**
 * A request of a file as `restlink parse --json` prints it (cli: `parse`): nothing substituted, no secret shown.
 * @param redactor knows the secrets that are in reach
 */
export function requestJson(http: HttpFile, request: RequestNode, redactor: Redactor) {
  const { requestLine, headers, body, name, title } = request;
  const parts = body?.parts ?? null;
  const hasFile = parts?.some(({ kind }) => kind === 'file') ?? false;
  return {
    line: lineOf(http, requestLine.start),
    endLine: lineOf(http, Math.max(request.contentEnd - 1, requestLine.start)),
    name: name === null ? null : redactor.text(name),
    title: redactor.text(title),
    method: requestLine.method,
    url: redactor.text(requestLine.target),
    headers: headers.map(({ name: key, value }) => [key, redactor.text(value)]),
    body: parts === null || hasFile ? null : redactor.text(parts.map(textOf).join('')),
    bodyParts: parts !== null && hasFile ? parts.map((part) => partJson(part, redactor)) : null,
    directives: request.directives.map(({ key, value }) => [key, redactor.text(value)]),
  };
}

function textOf(part: BodyPart): string {
  return part.kind === 'text' ? part.text : '';
}

function partJson(part: BodyPart, redactor: Redactor) {
  if (part.kind === 'text') return { text: redactor.text(part.text) };
  const { path, substitute, encoding } = part;
  return { file: redactor.text(path), substitute, encoding };
}

import assert from 'node:assert/strict';
import { type Finding, findingsOf, type HttpFile, parse, type RequestNode } from '../../../src/http';

/** The only request of a text. */
export function only(text: string): RequestNode {
  const { requests } = parse(text);
  assert.equal(requests.length, 1, `one request expected, ${requests.length} found`);
  return first(requests);
}

/** The first of a list that must not be empty. */
export function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  assert.ok(item !== undefined, 'nothing there');
  return item;
}

/** Name and value of each header. */
export function pairs({ headers }: RequestNode): [string, string][] {
  return headers.map(({ name, value }) => [name, value]);
}

/** The body as the command line prints it: one text, parts where a file takes part, or null. */
export function body({ body: node }: RequestNode): unknown {
  if (!node) return null;
  const parts = node.parts.map((part) =>
    part.kind === 'text' ? part.text : { file: part.path, substitute: part.substitute, encoding: part.encoding },
  );
  return parts.every((part) => typeof part === 'string') ? parts.join('') : parts;
}

/** `severity code` of every finding of a text, in order. */
export function codes(text: string): string[] {
  return findingsOf(parse(text)).map(show);
}

function show({ severity, problem }: Finding): string {
  return `${severity} ${problem.code}`;
}

/** What a request is, without its place in the text. */
export function essence(file: HttpFile): unknown {
  return file.requests.map((request) => ({
    name: request.name,
    title: request.title,
    method: request.requestLine.method,
    target: request.requestLine.target,
    version: request.requestLine.version,
    headers: pairs(request),
    body: body(request),
    directives: request.directives.map(({ key, value }) => [key, value]),
    scripts: request.scripts.map(({ role }) => role),
    findings: request.findings.map(show),
  }));
}

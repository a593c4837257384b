import type { Problem } from '../messages';
import type { HttpFile, RequestNode } from './nodes';
import { lineOf } from './positions';

/** The request that was asked for, or why there is none. */
export type Selection = { readonly request: RequestNode } | { readonly problem: Problem };

/**
 * The request on a line: any line from its separator (or the first line of its block) to the line before the next one.
 * @param line from 1
 */
export function requestAtLine(file: HttpFile, line: number): RequestNode | null {
  const offset = file.lineStarts[line - 1];
  return offset === undefined ? null : requestAtOffset(file, offset);
}

/** The request whose range holds an offset; at the very end of the text, the last one that reaches it. */
export function requestAtOffset({ requests, length }: HttpFile, offset: number): RequestNode | null {
  let low = 0;
  let high = requests.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((requests[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = requests[low];
  if (!found || offset < found.start) return null;
  return offset < found.end || (offset === length && found.end === offset) ? found : null;
}

/** The request with a name, taken exactly, then in any case of letters. Several of one name are a problem that lists their lines. */
export function requestByName(file: HttpFile, name: string): Selection {
  const lower = name.toLowerCase();
  const exact = file.requests.filter((request) => request.name === name);
  const found = exact.length > 0 ? exact : file.requests.filter((request) => request.name?.toLowerCase() === lower);
  const [first] = found;
  if (found.length === 1 && first) return { request: first };
  if (found.length > 1) {
    const lines = found.map(({ requestLine }) => lineOf(file, requestLine.start)).join(', ');
    return { problem: { code: 'http.select.ambiguous', args: { name, lines } } };
  }
  return { problem: { code: 'http.select.unknown', args: { name, names: namesOf(file).join(', ') || '–' } } };
}

/** Names of the requests of a file, in order, each once. */
export function namesOf(file: HttpFile): string[] {
  return [...new Set(file.requests.flatMap(({ name }) => (name === null ? [] : [name])))];
}

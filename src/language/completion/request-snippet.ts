import type { Endpoint } from '../../catalog';
import { requestTemplate } from '../request-template';
import type { Say } from '../say';
import { snippetText } from './proposal';

/**
 * The ready request of an endpoint as a snippet: path parameters and the texts of its body are typed over in turn.
 * Its first line is the separator with the title; it does not end in a line break.
 */
export function requestSnippet(endpoint: Endpoint, say: Say): string {
  const lines = requestTemplate(endpoint, say).trimEnd().split('\n');
  const tab = counter();
  let inBody = false;
  return lines
    .map((line) => {
      inBody ||= line === '';
      if (inBody) return bodyLine(line, tab);
      return line.startsWith(`${endpoint.method} `) ? targetLine(line, endpoint, tab) : snippetText(line);
    })
    .join('\n');
}

/** The body of an endpoint as a snippet, or null when it takes none. */
export function bodySnippet(endpoint: Endpoint, say: Say): string | null {
  if (!endpoint.body) return null;
  const text = requestTemplate(endpoint, say).trimEnd();
  const tab = counter();
  return text
    .slice(text.indexOf('\n\n') + 2)
    .split('\n')
    .map((line) => bodyLine(line, tab))
    .join('\n');
}

function targetLine(line: string, { path }: Endpoint, tab: () => number): string {
  const pattern = path.split('/');
  const before = line.length - line.slice(line.indexOf('/')).length;
  const segments = line.slice(before).split('/');
  const filled = segments.map((segment, at) =>
    pattern[at]?.startsWith('{') ? placeholder(segment, tab) : snippetText(segment),
  );
  return snippetText(line.slice(0, before)) + filled.join('/');
}

/** Texts of a JSON line become places to type over: a whole line `"text"` or `"name": "text"`, as `JSON.stringify` gives it. */
function bodyLine(line: string, tab: () => number): string {
  const match = /^(\s*(?:"[^"]*": )?")((?:[^"\\]|\\.)+)(",?)$/.exec(line);
  const [, before, text, behind] = match ?? [];
  if (before === undefined || text === undefined || behind === undefined) return snippetText(line);
  return snippetText(before) + placeholder(text, tab) + snippetText(behind);
}

function placeholder(text: string, tab: () => number): string {
  return `\${${tab()}:${snippetText(text)}}`;
}

function counter(): () => number {
  let last = 0;
  return () => ++last;
}

import type { MessageCode } from '../../messages';
import type { Completion } from '../model';
import type { Cursor } from './cursor';
import { variableReferenceCompletions } from './named-values';
import { proposal, rank, snippetText } from './proposal';

/** A value, what it means, and the snippet that writes it where it is more than itself. */
type Value = readonly [value: string, meaning: MessageCode | null, snippet?: string];

const JSON_TYPE: Value = ['application/json', 'completion.header.value.json'];

/** Values by header name in small letters; the likely ones first. */
const VALUES: Readonly<Record<string, readonly Value[]>> = {
  'content-type': [
    JSON_TYPE,
    ['application/x-www-form-urlencoded', 'completion.header.value.form'],
    [
      'multipart/form-data; boundary=',
      'completion.header.value.multipart',
      `multipart/form-data; boundary=\${1:${snippetText('----boundary')}}`,
    ],
    ['text/plain; charset=utf-8', 'completion.header.value.text'],
    ['application/xml', null],
    ['text/xml', null],
    ['text/csv', null],
    ['application/octet-stream', null],
  ],
  accept: [
    JSON_TYPE,
    ['text/csv', 'completion.header.value.csv'],
    ['*/*', 'completion.header.value.any'],
    ['text/html', null],
    ['text/plain', null],
    ['application/xml', null],
  ],
  'accept-encoding': [
    ['gzip, br', 'completion.header.value.encodings'],
    ['gzip', 'completion.header.value.gzip'],
    ['br', 'completion.header.value.br'],
    ['identity', 'completion.header.value.identity'],
  ],
  'accept-language': [
    ['en', null],
    ['en-GB,en;q=0.9', null],
    ['de', null],
    ['fr', null],
    ['es', null],
  ],
  'cache-control': [
    ['no-cache', 'completion.header.value.noCache'],
    ['no-store', 'completion.header.value.noStore'],
  ],
  'x-api-token': [['{{trackerToken}}', 'completion.header.value.trackerToken']],
  'x-requested-with': [['XMLHttpRequest', null]],
  authorization: [
    ['Bearer ', null],
    ['Basic ', null],
  ],
};

/** Whether there are values to propose for a header. */
export function hasHeaderValues(name: string): boolean {
  return Object.hasOwn(VALUES, name.toLowerCase());
}

/**
 * Values of a header behind its colon, then variables.
 * @param name as written
 * @param valueStart column of the value in the line
 */
export function headerValueCompletions(cursor: Cursor, name: string, valueStart: number): Completion[] {
  const { before, after, offset, line, say } = cursor;
  const key = name.toLowerCase();
  const values = hasHeaderValues(name) ? (VALUES[key] ?? []) : [];
  // A list of types is written one by one.
  const isListed = /^accept$/.test(key) && before.slice(valueStart).includes(',');
  const from = isListed
    ? before.lastIndexOf(',') + 1 + (/^[ \t]*/.exec(before.slice(before.lastIndexOf(',') + 1))?.[0].length ?? 0)
    : valueStart;
  const right = isListed ? (/^[^,]*/.exec(after)?.[0].trimEnd().length ?? 0) : after.trimEnd().length;
  const replace = { start: line.start + from, end: offset + right };
  const proposals = values.map(([value, meaning, snippet], index) =>
    proposal({
      label: value,
      kind: 'value',
      detail: meaning ? say({ code: meaning }) : '',
      replace,
      insert: snippet ?? value,
      isSnippet: snippet !== undefined,
      sort: rank(0, index),
    }),
  );
  return [...proposals, ...variableReferenceCompletions(cursor, replace, 5)];
}

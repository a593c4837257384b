import { append } from './lists';
import type { Finding, HttpFile } from './nodes';
import { ParsedFile } from './parsed-file';
import { scan } from './scan';
import { settled } from './settle';

/**
 * Reads the text of a `.http` file (http-dialect). Pure and synchronous; it never throws, whatever the text.
 * @param text as it stands in the document: a byte order mark, CRLF and lone CR are understood
 */
export function parse(text: string): HttpFile {
  return parseText(text);
}

/** The same, as what a next version of the document can be made from. */
export function parseText(text: string): ParsedFile {
  const records = scan(text, true, () => false);
  const starts = records.map(({ at }) => at);
  return new ParsedFile(settled(records, starts), starts, text.length, text);
}

/** Every finding of a file, those of its requests included, in the order of the text. */
export function findingsOf(file: HttpFile): Finding[] {
  const all = [...file.findings];
  for (const { findings } of file.requests) append(all, findings);
  return all.sort((a, b) => a.start - b.start);
}

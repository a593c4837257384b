import type { FilePart } from '../nodes';
import { AT, isBlank, LESS, skipBlanks, wordEnd } from '../syntax/chars';
import type { Source } from '../syntax/source';

/**
 * Reads `< path`, `<@ path` or `<@encoding path` (http-dialect: body from a file). At least one blank must stand before
 * the path and none before `<`, which tells it from XML.
 */
export function readFilePart(source: Source, line: number): FilePart | null {
  const { text } = source;
  const start = source.start(line);
  const end = source.last(line);
  if (text.charCodeAt(start) !== LESS) return null;
  const substitute = text.charCodeAt(start + 1) === AT;
  const markEnd = substitute ? wordEnd(text, start, end) : start + 1;
  const pathStart = skipBlanks(text, markEnd, end);
  if (pathStart >= end || !isBlank(text.charCodeAt(markEnd))) return null;
  const encoding = substitute ? text.slice(start + 2, markEnd) : '';
  if (!/^[\w.:-]*$/.test(encoding)) return null;
  return {
    kind: 'file',
    start,
    end,
    path: text.slice(pathStart, end),
    pathSpan: { start: pathStart, end },
    substitute,
    encoding: encoding || null,
  };
}

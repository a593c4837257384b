import { CR, LF } from './chars';

/**
 * Where the lines of a text start. CRLF, LF and a lone CR end a line, as in VS Code.
 * @param by added to each offset
 */
export function lineStarts(text: string, by = 0): number[] {
  const lone = text.includes('\r') && /\r(?!\n)/.test(text);
  return lone ? startsAtAnyBreak(text, by) : startsAtLineFeeds(text, by);
}

/** Counted first, so that the array has its size from the start: growing it costs more than searching twice. */
function startsAtLineFeeds(text: string, by: number): number[] {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  const starts = new Array<number>(count);
  starts[0] = by;
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts[line++] = by + at + 1;
  return starts;
}

function startsAtAnyBreak(text: string, by: number): number[] {
  const starts = [by];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(by + at + 1);
  }
  return starts;
}

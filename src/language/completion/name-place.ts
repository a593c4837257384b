import type { Span } from '../../http';
import type { Cursor } from './cursor';

/** Longer than any name with its arguments. */
const MAX_NAME = 200;

/** Where a name between braces is to be written, and what has to stand behind it. */
export interface NamePlace {
  readonly replace: Span;
  /** What is typed of it so far. */
  readonly typed: string;
  /** `}}`, or empty where the braces are closed. */
  readonly close: string;
}

/** The braces that the cursor stands in, or null. */
export function placeOf({ before, after, offset }: Cursor): NamePlace | null {
  const open = before.lastIndexOf('{{');
  if (open === -1 || before.indexOf('}}', open) !== -1 || before.length - open > MAX_NAME) return null;
  const inner = before.slice(open + 2);
  const lead = /^\s*%?\s*/.exec(inner)?.[0].length ?? 0;
  const typed = inner.slice(lead);
  const closing = after.indexOf('}}');
  const rest = closing === -1 ? '' : after.slice(0, closing);
  // A quote ends the text that the braces stand in, but for the formats of system variables.
  const isClosed = closing !== -1 && rest.length < MAX_NAME && !(typed.startsWith('$') ? /[{}]/ : /[{}"]/).test(rest);
  const right = isClosed ? rest.trimEnd().length : (/^[\w$.%-]*/.exec(after)?.[0].length ?? 0);
  return { replace: { start: offset - typed.length, end: offset + right }, typed, close: isClosed ? '' : '}}' };
}

import type { RequestNode } from '../../http';
import type { Completion } from '../model';
import type { Cursor } from './cursor';
import { headerNameCompletions } from './header-names';
import { headerValueCompletions } from './header-values';

/** Name or value of a header, by the side of its colon. */
export function headerCompletions(cursor: Cursor, request: RequestNode): Completion[] {
  const { before, after } = cursor;
  const head = /^\s*([^\s:]+)[ \t]*:[ \t]*/.exec(before);
  const name = head?.[1];
  if (head && name) return headerValueCompletions(cursor, name, head[0].length);
  // More than one word and no colon: a header that goes on from the line above, or none at all.
  if (/^\s*\S+\s/.test(before) || !/^[^\s:]*(?:[ \t]*:.*)?[ \t]*$/.test(after)) return [];
  return headerNameCompletions(cursor, request);
}

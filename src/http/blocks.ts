import { GREATER, HASH, LESS } from './syntax/chars';
import { isScriptBlockAt, scriptEnd } from './syntax/scripts';
import { isSeparatorAt } from './syntax/separator';
import type { Source } from './syntax/source';

/**
 * Cuts a text at its `###` lines. Lines inside a script do not count: it ends with the first line that ends in `%}`.
 * @returns the first line of every block, from 0 on; block n ends where block n + 1 starts
 */
export function cutBlocks(source: Source): number[] {
  const { text, starts } = source;
  const count = starts.length;
  const firsts = [0];
  let scripts = source.mayHoldScripts;
  for (let line = 0; line < count; line++) {
    const first = source.first(line);
    const code = text.charCodeAt(first);
    if (code === HASH) {
      if (line > 0 && isSeparatorAt(text, first)) firsts.push(line);
    } else if (scripts && (code === LESS || code === GREATER) && isScriptBlockAt(text, first, source.end(line))) {
      const end = scriptEnd(source, line, count);
      // Without an end it is no script, and none of the following ones has an end either.
      if (end === -1) scripts = false;
      else line = end;
    }
  }
  return firsts;
}

import type { Named } from './bodies';
import { kindOfName } from './names';

/** A text in quotes behind `=`, `:` or `,`. */
const ASSIGNED = /[=:,][ \t]*(["'`])((?:(?!\1)[^\\\r\n]|\\.)*)\1/g;

/** Longer than a name with its quotes. */
const REACH = 80;

/**
 * Values in a script that their names give away: `const apiSecret = "…"`, `apiSecret: '…'`, `set("apiSecret", "…")`.
 * @returns with offsets in the script
 */
export function* literalsIn(script: string): Iterable<Named> {
  for (const { 0: whole, 2: value = '', index } of script.matchAll(ASSIGNED)) {
    const before = script.slice(Math.max(index - REACH, 0), index);
    const name = /([\w$-]+)["'`]?[ \t]*\]?[ \t]*$/.exec(before)?.[1] ?? '';
    const kind = kindOfName(name);
    if (kind !== undefined && value !== '') yield { name, value, kind, start: index + whole.length - 1 - value.length };
  }
}

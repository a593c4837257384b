import type { RequestNode } from '../../http';
import type { SecretKind } from './literal';
import { kindOfName } from './names';

/** Members of JSON whose value is a text; the second as quotes are written in a shell. Names are short: see `FIELD`. */
const MEMBER = /"([\w.-]{1,60})"[ \t\r\n]*:[ \t\r\n]*"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/g;
const SHELL_MEMBER = /\\"([\w.-]{1,60})\\"[ \t\r\n]*:[ \t\r\n]*\\"([^"\\]*)\\"/g;

/** Fields of a form or a query. Short names keep a long word from being searched from each of its letters. */
const FIELD = /(?:^|[&?'"\s])([\w.-]{1,60})=([^&\s'"#\\]+)/g;

/** A value with the name that it has in a body or an address. */
export interface Named {
  readonly name: string;
  readonly value: string;
  readonly kind: SecretKind;
  /** Offset in the text. */
  readonly start: number;
}

/** The login of the portal (FACTS.md section 3): the one body in which a password stands. */
export function isAuthTarget({ requestLine }: RequestNode): boolean {
  return requestLine.method === 'POST' && /\/user\/auth\/?(?:[?#]|$)/.test(requestLine.target.slice(-500));
}

/** Kinds that the name of a member gives away; a key that only its name tells may belong to anybody. */
const BY_NAME = new Set<SecretKind | undefined>(['apiSecret', 'signingSecret']);

/** The secrets in the text of a body, or in an address, that their names give away. */
export function* namedIn(text: string, isAuth: boolean): Iterable<Named> {
  for (const { name, value, start } of [...membersIn(text), ...matches(text, FIELD, 0)]) {
    const byName = kindOfName(name);
    const kind = isAuth && name === 'password' ? 'password' : BY_NAME.has(byName) ? byName : undefined;
    if (kind !== undefined) yield { name, value, kind, start };
  }
}

/** The members of JSON in a text whose values are texts, wherever they are nested. */
export function membersIn(text: string): readonly Omit<Named, 'kind'>[] {
  return [...matches(text, MEMBER, 1), ...matches(text, SHELL_MEMBER, 2)];
}

/** @param behind how many characters stand behind the value */
function* matches(text: string, pattern: RegExp, behind: number): Iterable<Omit<Named, 'kind'>> {
  for (const { 0: whole, 1: name = '', 2: value = '', index } of text.matchAll(pattern)) {
    if (value !== '') yield { name, value, start: index + whole.length - behind - value.length };
  }
}

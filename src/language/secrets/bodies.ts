import type { RequestNode } from '../../http';
import type { SecretKind } from './literal';
import { kindOfName } from './names';

/** A value with the name that it has in a body or an address. */
export interface Named {
  readonly name: string;
  readonly value: string;
  readonly kind: SecretKind;
  /** Offset in the text. */
  readonly start: number;
}

/** The end of a name that may tell of a secret, and what leads to its value: of JSON, of JSON in a shell, of a form. */
const NAME_END = /(?:secret|key|password)(?:(\\?)"[ \t\r\n]*:[ \t\r\n]*\1"|=)/gi;

const JSON_VALUE = /[^"\\]*(?:\\[\s\S][^"\\]*)*/y;
const SHELL_VALUE = /[^"\\]*/y;
const FIELD_VALUE = /[^&\s'"#\\]*/y;

/** Longer than a name. */
const REACH = 60;

/** The login of the portal (FACTS.md section 3): the one body in which a password stands. */
export function isAuthTarget({ requestLine }: RequestNode): boolean {
  return requestLine.method === 'POST' && /\/user\/auth\/?(?:[?#]|$)/.test(requestLine.target.slice(-500));
}

/**
 * The secrets in the text of a body, or in an address, that their names give away: API secrets and signing secrets, and the
 * password of a login. A key that only its name tells may belong to anybody.
 */
export function* namedIn(text: string, isAuth: boolean): Iterable<Named> {
  for (const { 0: whole, 1: backslash, index } of text.matchAll(NAME_END)) {
    const start = index + whole.length;
    const isField = backslash === undefined;
    const before = text.slice(Math.max(index - REACH, 0), start);
    const name =
      (isField ? /(?:^|[&?'"\s])([\w.-]+)=$/ : /"([\w.-]+)\\?"[ \t\r\n]*:[ \t\r\n]*\\?"$/).exec(before)?.[1] ?? '';
    const kind = kindIn(name, isAuth);
    if (kind === undefined) continue;
    const pattern = isField ? FIELD_VALUE : backslash === '' ? JSON_VALUE : SHELL_VALUE;
    pattern.lastIndex = start;
    const value = pattern.exec(text)?.[0] ?? '';
    if (value !== '') yield { name, value, kind, start };
  }
}

function kindIn(name: string, isAuth: boolean): SecretKind | undefined {
  if (name === 'password') return isAuth ? 'password' : undefined;
  const kind = kindOfName(name);
  return kind === 'apiSecret' || kind === 'signingSecret' ? kind : undefined;
}

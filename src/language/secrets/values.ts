import type { SecretKind } from './literal';

/** A secret that its form gives away, wherever it stands. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly kind: Extract<SecretKind, 'apiKey' | 'token'>;
}

/** Fewer characters behind the prefix are no key. */
const SHORTEST_REST = 6;

/**
 * Keys of the service and JSON Web Tokens (FACTS.md section 3). The look back at the character before keeps long words
 * from being searched from each of their letters.
 */
const PATTERN =
  /(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}))sk_(?:prod|test)_[\w-]{1,500}|(?:(?<![\w-])|(?<=%[0-9A-Fa-f]{2}))eyJ[\w-]{5,4000}\.eyJ[\w-]{2,}\.[\w-]{4,}/g;

/** Keys and tokens that stand in a text as they are, in order; not those shortened to a hint, and no placeholders. */
export function* patternsIn(text: string): Generator<PatternMatch> {
  if (!text.includes('sk_') && !text.includes('eyJ')) return;
  for (const { 0: whole, index } of text.matchAll(PATTERN)) {
    const value = whole.replace(/[-_]+$/, '');
    const end = index + value.length;
    if (value.startsWith('eyJ')) {
      yield { start: index, end: index + whole.length, value: whole, kind: 'token' };
      continue;
    }
    const rest = value.slice('sk_prod_'.length);
    if (rest.length < SHORTEST_REST || isPlaceholder(rest) || goesOn(text, index + whole.length)) continue;
    if (isInBraces(text, index)) continue;
    yield { start: index, end, value, kind: 'apiKey' };
  }
}

/** `sk_prod_…i9j0`, `sk_prod_abc...` and `sk_prod_{{x}}` are no keys. */
function goesOn(text: string, at: number): boolean {
  return text.startsWith('…', at) || text.startsWith('...', at) || text.startsWith('{{', at) || text[at] === '*';
}

/** Longer than any name between braces. */
const REACH = 200;

/** Whether a place lies between `{{` and `}}`: it is part of a name. */
function isInBraces(text: string, at: number): boolean {
  const before = text.slice(Math.max(at - REACH, 0), at);
  const open = before.lastIndexOf('{{');
  return open !== -1 && !/\}\}|[\r\n]/.test(before.slice(open));
}

/** Words that say what belongs in a place; a value of nothing else is none. */
const GENERIC = new Set([
  ...['api', 'key', 'secret', 'token', 'password', 'passwd', 'jwt', 'bearer', 'signing', 'hmac', 'webhook', 'tracker'],
  ...['apikey', 'apisecret', 'apitoken', 'credential', 'value', 'string', 'live', 'test', 'prod', 'sandbox', 'real'],
  ...[
    'your',
    'my',
    'our',
    'the',
    'a',
    'own',
    'here',
    'there',
    'goes',
    'from',
    'portal',
    'this',
    'it',
    'in',
    'with',
    'me',
  ],
  ...['change', 'changeme', 'replace', 'replaceme', 'insert', 'enter', 'paste', 'put', 'set', 'fill', 'to', 'be', 'of'],
  ...['example', 'sample', 'placeholder', 'dummy', 'foo', 'bar', 'baz', 'todo', 'tbd', 'fixme', 'redacted', 'hidden'],
  ...['none', 'null', 'undefined', 'nil', 'true', 'false', 'empty', 'unset', 'required', 'sk', 'restlink', 'telecom'],
]);

/** Longer values are no placeholders. */
const LONGEST_PLACEHOLDER = 200;

/** Whether a value only says that one belongs there: `<key>`, `YOUR_KEY`, `xxx`, `…`, `$KEY`, or nothing at all. */
export function isPlaceholder(value: string): boolean {
  const plain = value.trim();
  if (/\{\{|…|\.\.\.|•|\*{3}/.test(plain)) return true;
  if (plain.length > LONGEST_PLACEHOLDER) return false;
  if (/^(.)\1*$|^[xX._-]*$|^<.*>$|^\[.*\]$|^\$\{.*\}$|^\$[A-Za-z_]\w*$|^%\w+%$/s.test(plain)) return true;
  const words = plain
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.every((word) => word === '' || GENERIC.has(word) || /^x+$/.test(word));
}

/** Values with secret names that are shorter than this are words and numbers, or harmless. */
const SHORTEST = 6;

/** Whether a value that a name gives away can be a secret: of some length, no placeholder, and no address where one is found. */
export function maybeSecret(value: string): boolean {
  return value.length >= SHORTEST && !isPlaceholder(value) && !/^[a-z]+:\/\//i.test(value);
}

/** What of a secret may be shown: prefix and last four of a key, of a short key the prefix alone, of anything else nothing. */
export function hintOf(value: string): string {
  const prefix = /^sk_(?:prod|test)_/.exec(value)?.[0];
  if (prefix === undefined) return '••••••';
  const rest = value.slice(prefix.length);
  return `${prefix}…${rest.length < 8 ? '' : rest.slice(-4)}`;
}

/** A live key costs money when it leaks. */
export function severityOf(value: string): 'error' | 'warning' {
  return value.startsWith('sk_prod_') ? 'error' : 'warning';
}

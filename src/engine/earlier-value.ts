import { jsonNodeAt, jsonValueText, type RequestExpression, type Resolved, requestExpression } from '../http';
import type { Problem } from '../messages';
import { headerOf } from '../request';
import type { EarlierExchange, KeptBody, KeptSide } from './earlier-exchange';
import { sizeOf } from './figures';
import type { JsonLocation, JsonPathQuery } from './json-path';

/** Names of the requests of a file. */
export interface EarlierNames {
  readonly all: readonly string[];
  /** The name that is meant: as written, else in any case of letters. */
  find(name: string): string | undefined;
}

/** What is known of the exchanges of a file. */
export interface EarlierLookup {
  readonly names: EarlierNames;
  /** By the exact name; `forgotten` when it was let go to make room. */
  find(name: string): EarlierExchange | 'forgotten' | undefined;
  /** Null while it is not loaded, and then nothing was sent either. */
  readonly query: JsonPathQuery | null;
}

/** A value, and whether it is, or holds, the value of a member that is masked wherever it is shown. */
export type EarlierValue = Resolved & { readonly secrets?: readonly string[] };

/** Members whose values are masked in answers (product section 3). */
const SECRET_MEMBERS = new Set(['token', 'password', 'signing_secret']);

/** What is named where a path leads nowhere, at most. */
const MOST_NAMES = 12;

/**
 * The value of `{{send.response.body.$.path}}`, `{{send.response.headers.Name}}` and the like, from an exchange that took
 * place (http-dialect: variables, request); also of the short form `{{send.path}}`, which means the body of the answer.
 * Names of requests are taken as written, else in any case of letters. Of several values that a path finds, the first one
 * counts. An answer with an error status is as good as any.
 * @returns undefined when the name asks for nothing of that kind
 */
export function earlierValue(name: string, lookup: EarlierLookup): EarlierValue | undefined {
  const expression = requestExpression(name) ?? shortForm(name, lookup.names);
  if (!expression) return undefined;
  const request = lookup.names.find(expression.request);
  if (request === undefined) {
    const args = { request: expression.request, name, names: lookup.names.all.join(', ') || '–' };
    return { problem: { code: 'answer.value.noRequest', args } };
  }
  return new Reader(name, { ...expression, request }, lookup).value();
}

/** `send.messages[0].id`, as httpYac has it. */
function shortForm(name: string, names: EarlierNames): RequestExpression | null {
  const match = /^([^\s.[]+)((?:\.|\[).+)$/s.exec(name);
  const [, request = '', path = ''] = match ?? [];
  if (!match || names.find(request) !== request) return null;
  return { request, side: 'response', part: 'body', rest: `$${path}` };
}

class Reader {
  private readonly args: { readonly name: string; readonly request: string; readonly side: string };

  constructor(
    name: string,
    private readonly expression: RequestExpression,
    private readonly lookup: EarlierLookup,
  ) {
    const { request, side } = expression;
    this.args = { name, request, side: side === 'request' ? 'request' : 'answer' };
  }

  value(): EarlierValue {
    const { request, side, part, rest } = this.expression;
    if (part === 'other' || (part === 'headers' && rest === '')) return this.problem('answer.value.form');
    if (part === 'body' && /^\/|^xpath\b/i.test(rest)) return this.problem('answer.value.xpath', { path: rest });
    const exchange = this.lookup.find(request);
    if (exchange === undefined) return this.problem('http.variable.noAnswer');
    if (exchange === 'forgotten') return this.problem('answer.value.forgotten');
    const kept = exchange[side];
    if (kept === null) return this.problem('answer.value.noAnswer');
    return part === 'headers' ? this.header(kept, exchange) : this.body(kept);
  }

  private header({ headers }: KeptSide, { credentialHeaders }: EarlierExchange): EarlierValue {
    const { rest, side } = this.expression;
    const header = /^\[?(["'])(.*)\1\]?$/.exec(rest)?.[2] ?? rest;
    const lower = header.toLowerCase();
    if (side === 'request' && credentialHeaders.has(lower)) {
      return this.problem('answer.value.credentialHeader', { header });
    }
    const value = headerOf(headers, lower);
    if (value !== undefined) return { value };
    const names = [...new Set(headers.map(([name]) => name))].join(', ') || '–';
    return this.problem('answer.value.noHeader', { header, names });
  }

  private body({ body, bytes }: KeptSide): EarlierValue {
    const { rest } = this.expression;
    if (body === null) return this.problem('answer.value.tooLarge', { size: sizeOf(bytes) });
    if (bytes === 0) return this.problem('answer.value.noBody');
    if (body.text === null) return this.problem('answer.value.noText');
    if (rest === '' || rest === '*') return { value: body.text, secrets: secretsIn(body.json?.value, []) };
    return this.at(body, body.text, rest);
  }

  private at(body: KeptBody, text: string, rest: string): EarlierValue {
    const { json } = body;
    const { query } = this.lookup;
    if (json === null) return this.problem('answer.value.noJson', { type: body.mediaType || 'no content type' });
    if (query === null) return this.problem('http.variable.noAnswer');
    const path = rest.startsWith('$') ? rest : rest.startsWith('[') ? `$${rest}` : `$.${rest}`;
    const found = query(path, json.value);
    if ('reason' in found) return this.problem('answer.value.path', { path, reason: found.reason });
    const [first] = found.locations;
    if (first === undefined) return this.nothingAt(path, json.value, query);
    const node = jsonNodeAt(json.root, first);
    if (node === null) return this.problem('answer.value.noMore', { path, at: '$' });
    return { value: jsonValueText(text, node), secrets: secretsIn(valueAt(json.value, first), first) };
  }

  /** Goes back along a path that leads nowhere to the last place that is there, and tells what is there. */
  private nothingAt(path: string, root: unknown, query: JsonPathQuery): EarlierValue {
    const steps = path.slice(1).match(/\.{0,2}\[(?:[^\]'"]|'[^']*'|"[^"]*")*\]|\.{1,2}[^.[]+/g) ?? [];
    for (let count = steps.length - 1; count >= 0; count--) {
      const at = `$${steps.slice(0, count).join('')}`;
      const found = query(at, root);
      const [first] = 'locations' in found ? found.locations : [];
      if (first === undefined) continue;
      const there = valueAt(root, first);
      if (Array.isArray(there)) return this.problem('answer.value.noElement', { path, at, count: there.length });
      if (typeof there !== 'object' || there === null) return this.problem('answer.value.noMore', { path, at });
      return this.problem('answer.value.noMember', { path, at, members: listOf(Object.keys(there)) });
    }
    return this.problem('answer.value.noMore', { path, at: '$' });
  }

  private problem(code: Problem['code'], more: Readonly<Record<string, string | number>> = {}): EarlierValue {
    return { problem: { code, args: { ...this.args, ...more } } };
  }
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  if (names.length === 0) return '–';
  return names.length > MOST_NAMES ? `${shown}, …` : shown;
}

function valueAt(root: unknown, location: JsonLocation): unknown {
  return location.reduce((at: unknown, step) => (at as Record<string | number, unknown>)[step], root);
}

/** The strings in a value that stand in a member with a secret name, its own last name included. */
function secretsIn(value: unknown, location: JsonLocation): string[] {
  if (typeof value === 'string') return SECRET_MEMBERS.has(String(location.at(-1))) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => secretsIn(inner, [name]));
}

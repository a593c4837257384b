import type { BlockNode, HttpFile, RequestNode, Span } from '../../http';
import { isAuthTarget, namedIn } from './bodies';
import type { IsPublic, LiteralSecret, SecretKind } from './literal';
import { kindOfName } from './names';
import { Places } from './places';
import { bearerOf, kindOfHeader } from './roles';
import { literalsIn } from './scripts';
import { isPlaceholder, maybeSecret, patternsIn, severityOf } from './values';

/** Text without any of these holds no secret; with one of them it may. */
const HINTS = /sk_|eyJ|x-api-|authorization|secret|passw|token|jwt|bearer|api[-_]?key|(?:hmac|signing)[-_]?key/i;

/**
 * The secrets of one block that stand there as they are, in the order of the text.
 * @param roleOf what the requests of the file use a variable for
 * @param most of very many the first ones only
 */
export function secretsInBlock(
  file: Pick<HttpFile, 'slice'>,
  block: BlockNode,
  isPublic: IsPublic,
  roleOf: (name: string) => SecretKind | undefined,
  most = Number.POSITIVE_INFINITY,
): readonly LiteralSecret[] {
  const hasRole = block.variables.some(({ name }) => roleOf(name) !== undefined);
  const text = file.slice(block.start, block.end);
  if (!hasRole && !HINTS.test(text)) return [];
  return new Search(text, block, isPublic, roleOf, most).run();
}

class Search {
  private readonly found: LiteralSecret[] = [];

  constructor(
    /** Of the block. */
    private readonly text: string,
    private readonly block: BlockNode,
    private readonly isPublic: IsPublic,
    private readonly roleOf: (name: string) => SecretKind | undefined,
    private readonly most: number,
  ) {}

  run(): readonly LiteralSecret[] {
    const places = new Places(this.text, this.block);
    for (const { start, end, value, kind } of patternsIn(this.text)) {
      if (this.found.length >= this.most) break;
      const span = { start: start + this.block.start, end: end + this.block.start };
      const at = places.of(span.start);
      if (at === null) continue;
      const own = at.place === 'header' ? kindOfHeader(at.name) : at.place === 'variable' ? this.kindOf(at.name) : null;
      this.add(span, value, own === 'trackerToken' ? own : kind, at.place, at.name);
    }
    const patterns = this.found.slice();
    for (const request of this.block.requests) this.ofRequest(request);
    for (const variable of this.block.variables) this.ofVariable(variable);
    return withoutOverlaps(patterns, this.found.slice(patterns.length));
  }

  private kindOf(variable: string): SecretKind | undefined {
    return this.roleOf(variable) ?? kindOfName(variable);
  }

  private ofVariable({ name, value, valueSpan }: BlockNode['variables'][number]): void {
    const kind = this.kindOf(name);
    if (kind === undefined || (kind === 'token' && /^(?:basic|digest)[ \t]/i.test(value))) return;
    const literal = kind === 'token' ? bearerOf(value) || value : value;
    const isRole = this.roleOf(name) !== undefined;
    if (isRole ? !isPlaceholder(literal) : maybeSecret(literal)) {
      this.add(this.within(valueSpan, literal), literal, kind, 'variable', name);
    }
  }

  private ofRequest(request: RequestNode): void {
    for (const header of request.headers) this.ofHeader(header);
    const isAuth = isAuthTarget(request);
    for (const span of request.requestLine.targetSpans) this.named(span, 'url', false);
    if (request.body) this.named(request.body, 'body', isAuth);
    for (const script of request.scripts) {
      for (const { name, value, kind, start } of literalsIn(this.slice(script))) {
        if (maybeSecret(value)) this.add(spanOf(script.start + start, value), value, kind, 'script', name);
      }
    }
  }

  private ofHeader({ name, value, valueSpan }: RequestNode['headers'][number]): void {
    const kind = kindOfHeader(name);
    if (kind === undefined) return;
    const literal = kind === 'token' ? bearerOf(value) : value;
    if (!isPlaceholder(literal)) this.add(this.within(valueSpan, literal), literal, kind, 'header', name);
  }

  private named(span: Span, place: 'url' | 'body', isAuth: boolean): void {
    for (const { name, value, kind, start } of namedIn(this.slice(span), isAuth)) {
      const counts = kind === 'password' ? !isPlaceholder(value) : maybeSecret(value);
      if (counts) this.add(spanOf(span.start + start, value), value, kind, place, name);
    }
  }

  private add(
    { start, end }: Span,
    value: string,
    kind: SecretKind,
    place: LiteralSecret['place'],
    name: string,
  ): void {
    if (this.isPublic(value)) return;
    this.found.push({ start, end, kind, value, severity: severityOf(value), place, name, environment: null });
  }

  /** Where a value stands in a range; the whole range when it is written in another way, as with escapes. */
  private within(span: Span, value: string): Span {
    const at = this.slice(span).lastIndexOf(value);
    return at === -1 ? span : spanOf(span.start + at, value);
  }

  private slice({ start, end }: Span): string {
    return this.text.slice(start - this.block.start, end - this.block.start);
  }
}

function spanOf(start: number, value: string): Span {
  return { start, end: start + value.length };
}

/** In order; of two that overlap the one that its form gives away, then the first. */
function withoutOverlaps(strong: readonly LiteralSecret[], weak: readonly LiteralSecret[]): readonly LiteralSecret[] {
  const all = [...strong.map((secret) => ({ secret, rank: 0 })), ...weak.map((secret) => ({ secret, rank: 1 }))].sort(
    (a, b) => a.secret.start - b.secret.start || a.rank - b.rank,
  );
  const kept: typeof all = [];
  for (const one of all) {
    const last = kept[kept.length - 1];
    if (!last || last.secret.end <= one.secret.start) kept.push(one);
    else if (one.rank < last.rank) kept[kept.length - 1] = one;
  }
  return kept.map(({ secret }) => secret);
}

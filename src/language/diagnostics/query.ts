import type { Endpoint, EndpointParameter } from '../../catalog';
import type { Diagnostic } from '../model';
import { nearest } from '../nearest';
import { resolveSchema } from '../schema';
import { type QueryPiece, queryPieces, removePiece } from './query-text';
import { diagnostic, fix, insert, replace } from './report';
import type { RequestView } from './request-view';

/** The query against what the endpoint takes (FACTS.md sections 1.4 to 1.8). */
export function* queryDiagnostics(view: RequestView): Iterable<Diagnostic> {
  const { endpoint, target } = view;
  if (!endpoint) return;
  const pieces = queryPieces(view);
  const parameters = endpoint.parameters.filter((parameter) => parameter.in === 'query');
  const seen = new Set<string>();
  for (const piece of pieces) {
    const { name } = piece;
    if (name === null) continue;
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (seen.has(name)) yield repeated(view, piece, pieces, name);
    else if (!parameter) yield* unknown(view, endpoint, parameters, piece, pieces);
    else if (piece.value !== null) yield* wrongValue(view, parameter, piece, piece.value);
    seen.add(name);
  }
  yield* ranges(view, pieces);
  const mayHoldMore = pieces.some(({ name }) => name === null);
  for (const { name, required } of parameters) {
    if (!required || seen.has(name) || mayHoldMore) continue;
    const whole = target.inDocument({ start: 0, end: target.text.length });
    const problem = { code: 'diagnostic.query.missing', args: { path: endpoint.path, name } } as const;
    yield diagnostic('error', whole, problem, { docs: endpoint.docs });
  }
}

function repeated(view: RequestView, piece: QueryPiece, pieces: readonly QueryPiece[], name: string): Diagnostic {
  const fixes = [fix({ code: 'fix.removeParameter', args: { name } }, removePiece(view, piece, pieces))];
  const span = view.target.inDocument(piece);
  return diagnostic('warning', span, { code: 'diagnostic.query.repeated', args: { name } }, { fixes });
}

/** Nothing is said where the parameters of an endpoint are not documented (FACTS.md sections 1.12 and 1.14). */
function* unknown(
  view: RequestView,
  { path, unverified, auth, docs }: Endpoint,
  parameters: readonly EndpointParameter[],
  piece: QueryPiece,
  pieces: readonly QueryPiece[],
): Iterable<Diagnostic> {
  if (unverified || auth.includes('trackerToken')) return;
  const name = piece.name ?? '';
  const taken = new Set(pieces.map((other) => other.name));
  const near = nearest(
    name,
    parameters.map((parameter) => parameter.name).filter((candidate) => !taken.has(candidate)),
  );
  const span = view.target.inDocument(piece.nameSpan);
  const remove = fix({ code: 'fix.removeParameter', args: { name } }, removePiece(view, piece, pieces));
  if (!near) {
    const problem = { code: 'diagnostic.query.unknown', args: { path, name } } as const;
    yield diagnostic('warning', span, problem, { docs, fixes: [remove] });
    return;
  }
  const rename = fix({ code: 'fix.replace', args: { text: near } }, replace(span, near), true);
  const problem = { code: 'diagnostic.query.unknownNear', args: { path, name, near } } as const;
  yield diagnostic('warning', span, problem, { docs, fixes: [rename, remove] });
}

function* wrongValue(
  view: RequestView,
  { name, schema }: EndpointParameter,
  piece: QueryPiece,
  value: string,
): Iterable<Diagnostic> {
  const resolved = resolveSchema(schema);
  const span = view.target.inDocument(piece.valueSpan.start < piece.valueSpan.end ? piece.valueSpan : piece);
  const { docs } = view;
  const put = (text: string, preferred: boolean) =>
    fix(
      { code: 'fix.replace', args: { text } },
      piece.valueSpan.start < piece.valueSpan.end
        ? replace(span, text)
        : insert(span.end, piece.nameSpan.end === piece.end ? `=${text}` : text),
      preferred,
    );
  const allowed = Array.isArray(resolved.enum) ? resolved.enum.map(String) : null;
  if (allowed) {
    if (allowed.includes(value)) return;
    const near = nearest(value, allowed);
    const fixes = [...(near ? [near] : []), ...allowed.filter((one) => one !== near)].map((one) =>
      put(one, one === near),
    );
    const args = { name, value, allowed: allowed.join(', ') };
    yield diagnostic('error', span, { code: 'diagnostic.query.value', args }, { docs, fixes });
  } else if (resolved.type === 'integer') {
    yield* wrongNumber(view, name, value, resolved, put);
  } else if (resolved.format === 'date' && !isDay(value)) {
    const day = dayOf(value);
    const fixes = day ? [put(day, true)] : [];
    yield diagnostic('error', span, { code: 'diagnostic.query.date', args: { name, value } }, { docs, fixes });
  } else if (name === 'country' && !/^[A-Z]{2}$/.test(value)) {
    const fixes = /^[a-z]{2}$/i.test(value) ? [put(value.toUpperCase(), true)] : [];
    yield diagnostic('warning', span, { code: 'diagnostic.query.country', args: { name, value } }, { docs, fixes });
  }

  function* wrongNumber(
    { docs: page }: RequestView,
    parameter: string,
    text: string,
    { minimum, maximum }: { readonly [keyword: string]: unknown },
    propose: typeof put,
  ): Iterable<Diagnostic> {
    if (!/^[+-]?\d+$/.test(text)) {
      const args = { name: parameter, value: text };
      yield diagnostic('error', span, { code: 'diagnostic.query.integer', args }, { docs: page });
    } else if (typeof minimum === 'number' && Number(text) < minimum) {
      const args = { name: parameter, min: minimum };
      const fixes = [propose(String(minimum), true)];
      yield diagnostic('error', span, { code: 'diagnostic.query.low', args }, { docs: page, fixes });
    } else if (typeof maximum === 'number' && Number(text) > maximum) {
      const args = { name: parameter, max: maximum };
      const fixes = [propose(String(maximum), true)];
      yield diagnostic('warning', span, { code: 'diagnostic.query.high', args }, { docs: page, fixes });
    }
  }
}

/** `from` and `to` count only without `period`, and name a stretch of days (FACTS.md section 1.4). */
function* ranges(view: RequestView, pieces: readonly QueryPiece[]): Iterable<Diagnostic> {
  const takes = (name: string) => view.endpoint?.parameters.some((parameter) => parameter.name === name) ?? false;
  const find = (name: string) => (takes(name) ? pieces.find((piece) => piece.name === name) : undefined);
  const [period, from, to] = [find('period'), find('from'), find('to')];
  const { docs } = view;
  const first = from ?? to;
  if (period && first) {
    const days = [from, to].filter((piece) => piece !== undefined);
    const names = days.map(({ name }) => name).join(', ');
    const fixes = [fix({ code: 'fix.removeParameter', args: { name: 'period' } }, removePiece(view, period, pieces))];
    const problem = { code: 'diagnostic.query.fromWithPeriod', args: { name: names } } as const;
    yield diagnostic('warning', view.target.inDocument(period), problem, { docs, fixes });
  }
  if (from?.value && to?.value && isDay(from.value) && isDay(to.value) && from.value > to.value) {
    const args = { from: from.value, to: to.value };
    const place = view.target.inDocument(to.valueSpan);
    const isPlain = !/\{\{/.test(view.target.slice(from) + view.target.slice(to));
    const swap = [
      replace(view.target.inDocument(from.valueSpan), view.target.slice(to.valueSpan)),
      replace(place, view.target.slice(from.valueSpan)),
    ];
    const fixes = isPlain ? [fix({ code: 'fix.swap' }, swap, true)] : [];
    yield diagnostic('warning', place, { code: 'diagnostic.query.fromAfterTo', args }, { docs, fixes });
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

/** `2026/2/8`, `2026.02.08` and `2026-02-08T10:00:00Z` as a day; days before months are not guessed at. */
function dayOf(text: string): string | null {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[T ].*)?$/.exec(text) ?? [];
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(found) ? found : null;
}

import type { Endpoint, EndpointParameter } from '../../catalog';
import type { RequestNode } from '../../http';
import { endpointOf } from '../endpoint-of';
import { escapeMarkdown, paragraphs } from '../hover/markdown';
import type { Completion } from '../model';
import { resolveSchema } from '../schema';
import { describeSchema } from '../schema-words';
import type { Cursor } from './cursor';
import { variableReferenceCompletions } from './named-values';
import { proposal, rank } from './proposal';
import { valueProposals } from './query-values';

/** Longer than any name with its value. */
const MAX_PIECE = 2000;

/** Names of query parameters behind `?` and `&`, and their values behind `=`; on further lines of the target too. */
export function queryCompletions(cursor: Cursor, request: RequestNode): Completion[] {
  const endpoint = endpointOf(cursor.file, request, cursor.around);
  // The piece of the query that the cursor stands in; what is before it on the line is another one, or the path.
  const piece = /[^?&\s]*$/.exec(cursor.before.slice(-MAX_PIECE))?.[0] ?? '';
  const equals = piece.indexOf('=');
  if (equals === -1) return endpoint ? nameCompletions(cursor, request, endpoint, piece) : [];
  const name = decoded(piece.slice(0, equals));
  const parameter = endpoint?.parameters.find((one) => one.in === 'query' && one.name === name);
  const right = /^[^&\s#]*/.exec(cursor.after)?.[0].length ?? 0;
  const replace = { start: cursor.offset - (piece.length - equals - 1), end: cursor.offset + right };
  const values = endpoint && parameter ? valueProposals(endpoint, parameter, replace, cursor) : [];
  const hasChoice = parameter ? resolveSchema(parameter.schema).enum !== undefined : false;
  return hasChoice ? values : [...values, ...variableReferenceCompletions(cursor, replace, 5)];
}

/** The first parameter of a line that is indented below the target, with its `?` or `&`. */
export function nextParameterCompletions(cursor: Cursor, request: RequestNode): Completion[] {
  const endpoint = endpointOf(cursor.file, request, cursor.around);
  if (!endpoint || cursor.before === '' || request.headers.length > 0) return [];
  const mark = request.requestLine.target.includes('?') ? '&' : '?';
  return nameCompletions(cursor, request, endpoint, '').map((one) => ({
    ...one,
    label: mark + one.label,
    insert: mark + one.insert,
  }));
}

function nameCompletions(cursor: Cursor, request: RequestNode, endpoint: Endpoint, piece: string): Completion[] {
  const { after, offset, say } = cursor;
  const right = /^[^=&\s#]*/.exec(after)?.[0].length ?? 0;
  const replace = { start: offset - piece.length, end: offset + right };
  const hasValue = after.charAt(right) === '=';
  const present = presentNames(request, piece + after.slice(0, right));
  return endpoint.parameters
    .filter((one) => one.in === 'query' && !present.includes(one.name))
    .map((one, index) => {
      const schema = resolveSchema(one.schema);
      const facts = describeSchema(schema, one.required, say);
      const hasValues = valueProposals(endpoint, one, replace, cursor).length > 0;
      return proposal({
        label: one.name,
        kind: 'parameter',
        detail: facts.join(' · '),
        documentation: parameterWords(one, facts),
        replace,
        insert: hasValue ? one.name : `${one.name}=`,
        sort: rank(one.required ? 0 : isOutOfPlace(one.name, present) ? 2 : 1, index),
        again: !hasValue && hasValues,
      });
    });
}

/** `from` and `to` count only without `period`, and the other way round (FACTS.md sections 1.4 and 1.7). */
function isOutOfPlace(name: string, present: readonly string[]): boolean {
  if (name === 'period') return present.includes('from') || present.includes('to');
  return (name === 'from' || name === 'to') && present.includes('period');
}

function parameterWords({ name, description }: EndpointParameter, facts: readonly string[]): string {
  const head = [`**${escapeMarkdown(name)}**`, ...facts.map(escapeMarkdown)].join(' · ');
  return paragraphs(head, escapeMarkdown(description));
}

/** Names in the query of a target, but for the one that is being written. */
function presentNames({ requestLine }: RequestNode, current: string): string[] {
  const { target } = requestLine;
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  const names = query.split('&').map((pair) => decoded(pair.split('=', 1)[0] ?? ''));
  const own = names.indexOf(decoded(current));
  return names.filter((_, at) => at !== own);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

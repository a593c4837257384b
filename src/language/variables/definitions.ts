import type { HttpFile, Span } from '../../http';
import { scopeAt } from './place';
import { namedAt, requestNameSpan } from './symbols';
import { promptNames } from './uses';

/**
 * Where the variable or request at an offset is defined: the definition that counts there, which is the prompt of the
 * request, else the last one above the request, else the first one below (http-dialect: variables). A chained expression
 * leads to the request it names.
 * @returns spans of the names alone; empty for what the file does not define
 */
export function definitionsAt(file: HttpFile, offset: number): readonly Span[] {
  const named = namedAt(file, offset);
  if (!named) return [];
  const { thing, span, role } = named;
  if (thing.kind === 'request') return [requestNameSpan(thing.request) ?? thing.request.requestLine].map(plain);
  if (thing.kind !== 'variable') return [];
  if (role === 'definition') return [plain(span)];
  const request = scopeAt(file, offset);
  const prompt = request && promptNames(request).find(({ name }) => name === thing.name);
  if (prompt) return [plain(prompt.span)];
  const seen = file.definitions.seen(thing.name, request?.requestLine.start ?? file.length);
  return seen ? [plain(seen.nameSpan)] : [];
}

function plain({ start, end }: Span): Span {
  return { start, end };
}

import type { Endpoint } from '../../catalog';
import type { HttpFile, RequestNode, Span } from '../../http';
import { endpointOf } from '../endpoint-of';
import type { Hover, Surroundings } from '../model';
import type { Say } from '../say';
import { VariableStates } from '../variables';
import { blockAt, requestIn, scopeAt } from '../variables/place';
import { usesNear } from '../variables/uses';
import { bodyFileHover } from './body-file';
import type { HoverContext } from './context';
import { definitionHover } from './definition';
import { directiveHover } from './directive';
import { endpointHover } from './endpoint';
import { headerHover } from './header';
import { parameterHover } from './parameter';
import { resolveText } from './resolved';
import { sendBodyHover } from './send-body';
import { type TargetParts, targetParts } from './target';
import { variableHover } from './variable';

/**
 * What there is to say about a place of a file: endpoint, parameter, header, variable, directive, body file, and the
 * values of an SMS. Members of JSON bodies are told about by the JSON service. Nothing is said where a diagnostic says it.
 * Links to a line of the document itself are written `#L3`.
 */
export function hoverAt(file: HttpFile, offset: number, around: Surroundings, say: Say): Hover | null {
  const block = blockAt(file, offset);
  if (!block) return null;
  const own = requestIn(block, offset);
  const request = own ?? scopeAt(file, offset);
  const context = { file, request, around, states: new VariableStates(file, around), say };

  const use = usesNear(file, block, offset).find((candidate) => holds(candidate, offset));
  if (use) return hover(use, variableHover(use, context));
  const definition = block.variables.find(({ start, end }) => start <= offset && offset <= end);
  if (definition) {
    const { start, end, nameSpan } = definition;
    const isName = offset <= nameSpan.end;
    return hover({ start, end: isName ? nameSpan.end : end }, definitionHover(definition, context));
  }
  return own && requestHover(own, offset, context);
}

function requestHover(request: RequestNode, offset: number, context: HoverContext): Hover | null {
  const { say } = context;
  const directive = request.directives.find((candidate) => holds(candidate, offset));
  if (directive) return hover(directive, directiveHover(directive, context));
  // The line of a curl command holds headers and body.
  return headerAt(request, offset, say) ?? bodyHover(request, offset, context) ?? lineHover(request, offset, context);
}

function headerAt({ headers, droppedHeaders }: RequestNode, offset: number, say: Say): Hover | null {
  const header = [...headers, ...droppedHeaders].find(({ nameSpan }) => holds(nameSpan, offset));
  return header ? hover(header.nameSpan, headerHover(header.name, say)) : null;
}

function bodyHover(request: RequestNode, offset: number, context: HoverContext): Hover | null {
  const { body } = request;
  if (!body || offset < body.start || offset > body.end) return null;
  const parts = body.graphql ? [...body.graphql.query, ...body.graphql.variables] : body.parts;
  const file = parts.find((part) => part.kind === 'file' && holds(part, offset));
  if (file?.kind === 'file') return hover(file, bodyFileHover(file, context));
  return sendBodyHover(offset, request, endpointOf(context.file, request, context.around), context);
}

function lineHover(request: RequestNode, offset: number, context: HoverContext): Hover | null {
  if (!holds(request.requestLine, offset)) return null;
  const endpoint = endpointOf(context.file, request, context.around);
  return endpoint ? requestLineHover(request, endpoint, offset, context) : null;
}

function requestLineHover(
  { requestLine, syntax }: RequestNode,
  endpoint: Endpoint,
  offset: number,
  context: HoverContext,
): Hover | null {
  const { methodSpan, targetSpans } = requestLine;
  const { file, say } = context;
  const curl = { start: requestLine.start, end: requestLine.start + 'curl'.length };
  if (syntax === 'curl' && holds(curl, offset)) return hover(curl, endpointHover(endpoint, say));
  if (methodSpan && holds(methodSpan, offset)) return hover(methodSpan, endpointHover(endpoint, say));
  const piece = targetSpans.find((span) => holds(span, offset));
  if (!piece) return null;
  const parts = targetParts(file, requestLine);
  if (!parts) return hover(piece, endpointHover(endpoint, say));
  return parameterAt(parts, endpoint, offset, context) ?? pathHover(parts, piece, endpoint, offset, say);
}

function parameterAt(parts: TargetParts, endpoint: Endpoint, offset: number, context: HoverContext): Hover | null {
  const { file, say } = context;
  const textOf = ({ start, end }: Span) => decoded(resolveText(file.slice(start, end), context).text);
  for (const { name, value } of parts.parameters) {
    const isValue = value !== null && holds(value, offset);
    if (!isValue && !holds(name, offset)) continue;
    const meant = textOf(name);
    const parameter = endpoint.parameters.find((candidate) => candidate.in === 'query' && candidate.name === meant);
    if (!parameter) return null;
    return hover(isValue ? value : name, parameterHover(endpoint, parameter, isValue ? textOf(value) : null, say));
  }
  const [segment, name] = pathParameterAt(parts.segments, endpoint, offset) ?? [];
  const parameter = endpoint.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
  return segment && parameter ? hover(segment, parameterHover(endpoint, parameter, null, say)) : null;
}

/** Counted from the end: what stands before the path may be a variable with slashes of its own. */
function pathParameterAt(segments: readonly Span[], { path }: Endpoint, offset: number): [Span, string] | null {
  const pattern = path.split('/');
  const at = segments.findIndex((segment) => holds(segment, offset));
  const segment = segments[at];
  const name = /^\{(.+)\}$/.exec(pattern[pattern.length - (segments.length - at)] ?? '')?.[1];
  return segment && name !== undefined ? [segment, name] : null;
}

/** Over origin and path; what follows `?` is told about parameter by parameter. */
function pathHover({ segments }: TargetParts, piece: Span, endpoint: Endpoint, offset: number, say: Say): Hover | null {
  const end = Math.min(piece.end, segments.at(-1)?.end ?? piece.end);
  return offset <= end ? hover({ start: piece.start, end }, endpointHover(endpoint, say)) : null;
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

function hover({ start, end }: Span, markdown: string | null): Hover | null {
  return markdown === null || markdown === '' ? null : { start, end, markdown };
}

/** A parameter as the server reads it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

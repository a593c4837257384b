import {
  type BlockNode,
  type HttpFile,
  type RequestNode,
  requestExpression,
  type Span,
  variableReferences,
} from '../../http';

/** A place where a variable is used. */
export interface VariableUse extends Span {
  /** As between the braces, without `%`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** `{{%name}}`: the value is percent-encoded. */
  readonly encoded: boolean;
}

/** More than anybody writes into one block; to find them all is felt while typing. */
const MOST = 10_000;

/**
 * The variables that a block uses, in the order of the text: in targets, headers, bodies, directives and in the values of
 * other variables; not in comments, scripts and titles.
 * @param most of very many the first ones only; who changes names asks for all
 */
export function usesIn(file: Pick<HttpFile, 'slice'>, block: BlockNode, most = MOST): readonly VariableUse[] {
  return heard(block, variablesIn(file, block, most));
}

/** Longer than a name with its arguments: what begins farther away does not reach an offset. */
const REACH = 2_000;

/** The same, but only those in the neighbourhood of an offset. */
export function usesNear(file: Pick<HttpFile, 'slice'>, block: BlockNode, offset: number): readonly VariableUse[] {
  const start = Math.max(block.start, offset - REACH);
  const end = Math.min(block.end, offset + REACH);
  return start < end ? heard(block, variablesIn(file, { start, end })) : [];
}

function heard(block: BlockNode, found: readonly VariableUse[]): readonly VariableUse[] {
  if (found.length === 0) return found;
  const silent = silentSpans(block);
  let at = 0;
  return found.filter(({ start }) => {
    while (at < silent.length && (silent[at]?.end ?? 0) <= start) at++;
    return (silent[at]?.start ?? Number.POSITIVE_INFINITY) > start;
  });
}

function variablesIn(file: Pick<HttpFile, 'slice'>, { start: by, end }: Span, most?: number): readonly VariableUse[] {
  const text = file.slice(by, end);
  return variableReferences(text, 0, text.length, most).map(({ name, encoded, start, end, nameSpan }) => ({
    name,
    encoded,
    start: start + by,
    end: end + by,
    nameSpan: { start: nameSpan.start + by, end: nameSpan.end + by },
  }));
}

/** Text in which `{{…}}` means nothing, in order. */
function silentSpans({ separator, comments, scripts, requests }: BlockNode): Span[] {
  const spans: Span[] = [...comments, ...scripts];
  if (separator) spans.push(separator);
  for (const request of requests) {
    for (const list of [request.comments, request.scripts, request.body?.comments ?? []]) {
      for (const span of list) spans.push(span);
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** The plain name in a use: its own, or that behind `%` in `{{$dotenv %NAME}}` and `{{$processEnv %NAME}}`; null for other system variables. */
export function plainName({ name, nameSpan }: VariableUse): { readonly name: string; readonly span: Span } | null {
  if (!name.startsWith('$')) return { name, span: nameSpan };
  const inner = /^\$(?:processEnv|dotenv)\s+%\s*(\S(?:.*\S)?)\s*$/.exec(name)?.[1];
  if (inner === undefined) return null;
  return { name: inner, span: { start: nameSpan.end - inner.length, end: nameSpan.end } };
}

/**
 * The request that `send.response.body.$.x` names, or its short form `send.x`, which looks like any variable and is one
 * when something of that name is defined; null when it is neither.
 */
export function askedRequest(name: string): string | null {
  if (name.startsWith('$')) return null;
  return requestExpression(name)?.request ?? /^([^\s.]+)\.\S/.exec(name)?.[1] ?? null;
}

/** Whether a name can only mean a part of an earlier exchange. */
export function isExpression(name: string): boolean {
  return requestExpression(name) !== null;
}

/** Whether a place lies in the value of a file variable. */
export function isInVariableValue({ variables }: Pick<BlockNode, 'variables'>, offset: number): boolean {
  return variables.some(({ valueSpan }) => valueSpan.start <= offset && offset < valueSpan.end);
}

/** The names that `# @prompt` asks for in a request, with their places. */
export function promptNames({ directives }: Pick<RequestNode, 'directives'>): { name: string; span: Span }[] {
  return directives.flatMap(({ key, value, valueSpan: { start } }) => {
    const name = key === 'prompt' ? /^\S+/.exec(value)?.[0] : undefined;
    return name ? [{ name, span: { start, end: start + name.length } }] : [];
  });
}

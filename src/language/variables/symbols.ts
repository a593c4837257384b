import type { BlockNode, HttpFile, RequestNode, Span } from '../../http';
import { blockAt, requestIn, touches } from './place';
import { RequestNames } from './request-names';
import {
  askedRequest,
  isExpression,
  isInVariableValue,
  plainName,
  promptNames,
  usesNear,
  type VariableUse,
} from './uses';

/** What a name at the cursor stands for. */
export type NamedThing =
  /** Defined in the file: by `@name =`, or by `# @prompt` in the request around it. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'request'; readonly name: string; readonly request: RequestNode }
  | { readonly kind: 'system'; readonly name: string }
  /** A value of the environment, or of nowhere. */
  | { readonly kind: 'elsewhere'; readonly name: string };

/** A name in the file. */
export interface NamedPlace {
  readonly thing: NamedThing;
  /** The name alone. */
  readonly span: Span;
  /** The name with what belongs to it: braces, `@`. */
  readonly around: Span;
  readonly role: 'definition' | 'use';
}

/** The name of a variable or request that an offset lies on or directly behind, or null. */
export function namedAt(file: HttpFile, offset: number): NamedPlace | null {
  const block = blockAt(file, offset);
  if (!block) return null;
  const request = requestIn(block, offset);
  return definitionIn(block, offset) ?? (request && inHead(request, offset)) ?? useIn(file, block, offset);
}

function definitionIn({ variables }: BlockNode, offset: number): NamedPlace | null {
  for (const { name, nameSpan, start } of variables) {
    const around = { start, end: nameSpan.end };
    if (touches(around, offset))
      return { thing: { kind: 'variable', name }, span: nameSpan, around, role: 'definition' };
  }
  return null;
}

/** Names that a request gives: its own, and those of its prompts. */
function inHead(request: RequestNode, offset: number): NamedPlace | null {
  const own = requestNameSpan(request);
  if (own && request.name !== null && touches(own, offset)) {
    return { thing: { kind: 'request', name: request.name, request }, span: own, around: own, role: 'definition' };
  }
  const prompt = promptNames(request).find(({ span }) => touches(span, offset));
  if (!prompt) return null;
  const { name, span } = prompt;
  return { thing: { kind: 'variable', name }, span, around: span, role: 'definition' };
}

/** Where the name of a request stands: `# @name`, else the title; null when it has none. */
export function requestNameSpan({ directives, separator }: RequestNode): Span | null {
  const directive = directives.find(({ key, value }) => key === 'name' && value !== '');
  if (directive) return directive.valueSpan;
  return separator && separator.title !== '' ? separator.titleSpan : null;
}

function useIn(file: HttpFile, block: BlockNode, offset: number): NamedPlace | null {
  const touched = usesNear(file, block, offset).filter((use) => touches(use, offset));
  // Of two that touch each other the cursor is in the one that begins there.
  const use = touched[touched.length - 1];
  return use ? placeOfUse(file, block, use) : null;
}

/** What a use names. */
function placeOfUse(file: HttpFile, block: BlockNode, use: VariableUse): NamedPlace {
  const { name, nameSpan, start, end } = use;
  const around = { start, end };
  const asked = askedRequest(name);
  const request = asked === null || isVariable(file, name) ? null : new RequestNames(file).find(asked);
  if (asked !== null && request) {
    const span = { start: nameSpan.start, end: nameSpan.start + asked.length };
    return { thing: { kind: 'request', name: request.name ?? asked, request }, span, around, role: 'use' };
  }
  const plain = plainName(use);
  if (!plain) return { thing: { kind: 'system', name }, span: nameSpan, around, role: 'use' };
  const kind = isDefined(file, block, plain.name, start) ? 'variable' : 'elsewhere';
  return { thing: { kind, name: plain.name }, span: plain.span, around, role: 'use' };
}

/** Whether a name with a dot is a variable of the file and no short form of an expression. */
export function isVariable({ variables }: HttpFile, name: string): boolean {
  return !isExpression(name) && variables.some((variable) => variable.name === name);
}

/** A prompt gives a name to its own request, and to the values of file variables used there. */
function isDefined(file: HttpFile, block: BlockNode, name: string, offset: number): boolean {
  if (file.variables.some((variable) => variable.name === name)) return true;
  const request = requestIn(block, offset);
  const asks = (candidate: RequestNode) => promptNames(candidate).some((prompt) => prompt.name === name);
  return (request !== null && asks(request)) || (isInVariableValue(block, offset) && file.requests.some(asks));
}

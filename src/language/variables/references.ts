import type { BlockNode, HttpFile, RequestNode, Span } from '../../http';
import { requestIn } from './place';
import { RequestNames } from './request-names';
import { isVariable, type NamedThing, namedAt, requestNameSpan } from './symbols';
import { askedRequest, isInVariableValue, plainName, promptNames, usesIn } from './uses';

/** A place where a name is defined or used. */
export interface NameReference extends Span {
  readonly isDefinition: boolean;
}

/**
 * All places of the variable or request at an offset, in the order of the text: for references and highlights. All
 * definitions of a name belong together: which of them counts depends on where a request stands (http-dialect: variables).
 * @returns spans of the names alone; empty when there is no name, or that of a system variable
 */
export function referencesAt(file: HttpFile, offset: number): readonly NameReference[] {
  const named = namedAt(file, offset);
  return named ? referencesOf(file, named.thing) : [];
}

/** All places of a variable or request. */
export function referencesOf(file: HttpFile, thing: NamedThing): readonly NameReference[] {
  switch (thing.kind) {
    case 'variable':
    case 'elsewhere':
      return variablePlaces(file, thing.name, thing.kind === 'variable');
    case 'request':
      return requestPlaces(file, thing.request);
    case 'system':
      return [];
  }
}

function variablePlaces(file: HttpFile, name: string, isDefined: boolean): NameReference[] {
  const found: NameReference[] = [];
  const hasDefinition = file.variables.some((variable) => variable.name === name);
  for (const { nameSpan, name: own } of file.variables) {
    if (own === name) found.push({ ...nameSpan, isDefinition: true });
  }
  for (const block of file.blocks) {
    for (const request of block.requests) {
      for (const prompt of promptNames(request)) {
        if (isDefined && prompt.name === name) found.push({ ...prompt.span, isDefinition: true });
      }
    }
    for (const use of usesIn(file, block, Number.POSITIVE_INFINITY)) {
      const plain = plainName(use);
      if (plain?.name !== name) continue;
      const prompted = isPrompted(block, name, use.start);
      // Without a definition in the file, what is asked for in one request comes from the environment in another.
      if (hasDefinition || prompted === isDefined || isInVariableValue(block, use.start)) {
        found.push({ ...plain.span, isDefinition: false });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function isPrompted(block: BlockNode, name: string, offset: number): boolean {
  const request = requestIn(block, offset);
  return request !== null && promptNames(request).some((prompt) => prompt.name === name);
}

function requestPlaces(file: HttpFile, request: RequestNode): NameReference[] {
  const own = requestNameSpan(request);
  const found: NameReference[] = own ? [{ ...own, isDefinition: true }] : [];
  const names = new RequestNames(file);
  for (const block of file.blocks) {
    for (const { name, nameSpan } of usesIn(file, block, Number.POSITIVE_INFINITY)) {
      const asked = askedRequest(name);
      if (asked === null || names.find(asked) !== request || isVariable(file, name)) continue;
      found.push({ start: nameSpan.start, end: nameSpan.start + asked.length, isDefinition: false });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

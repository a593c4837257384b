import { type HttpFile, type RequestNode, variableReferences } from '../../http';
import { addAbove } from '../diagnostics/lines';
import { replace } from '../diagnostics/report';
import type { TextEdit } from '../model';
import { blockAt, requestIn } from '../variables/place';
import { plainName, promptNames, usesIn } from '../variables/uses';
import type { LiteralSecret } from './literal';
import { removeDefinition } from './remove-definition';

/** The name under which a request asks for a secret: that of its variable, else one that says what it is. */
export function promptNameOf({ kind, place, name }: Pick<LiteralSecret, 'kind' | 'place' | 'name'>): string {
  return place === 'variable' ? name : kind;
}

/**
 * Lets requests ask for a secret instead of holding it: `# @prompt NAME`, and `{{NAME}}` in its place. The definition of a
 * variable is taken out, and each request that uses it asks.
 * @returns no edits where the secret stands in none of its requests, or is written with escapes
 */
export function editsForAsking(file: HttpFile, secret: LiteralSecret): readonly TextEdit[] {
  if (secret.place === 'variable') return insteadOfVariable(file, secret);
  const block = blockAt(file, secret.start);
  const request = block && requestIn(block, secret.start);
  const isAsWritten = file.slice(secret.start, secret.end) === secret.value;
  if (!request || !isAsWritten || !isSent(request, secret)) return [];
  const { kind } = secret;
  return [replace(secret, `{{${kind}}}`), ...asking(file, request, kind)];
}

function isSent(request: RequestNode, { start, place }: LiteralSecret): boolean {
  return start >= request.requestLine.start && (place === 'header' || place === 'url' || place === 'body');
}

function insteadOfVariable(file: HttpFile, { name, start }: LiteralSecret): readonly TextEdit[] {
  const definition = file.definitions
    .all(name)
    .find(({ valueSpan }) => valueSpan.start <= start && start <= valueSpan.end);
  if (!definition) return [];
  const names = withDependents(file, name);
  const edits = [removeDefinition(file, definition)];
  for (const block of file.blocks) {
    const uses = usesIn(file, block, Number.POSITIVE_INFINITY).filter((use) => names.has(plainName(use)?.name ?? ''));
    const askers = new Set<RequestNode>();
    for (const use of uses) {
      const request = requestIn(block, use.start);
      const inVariable = block.variables.some((variable) => variable.start <= use.start && use.start < variable.end);
      if (request && !inVariable) askers.add(request);
    }
    for (const request of askers) for (const edit of asking(file, request, name)) edits.push(edit);
  }
  return edits;
}

/** A name, and those of file variables whose values refer to it. */
function withDependents({ variables }: HttpFile, name: string): ReadonlySet<string> {
  const names = new Set([name]);
  const referring = variables.filter(({ value }) => value.includes('{{'));
  for (let size = 0; size !== names.size; ) {
    size = names.size;
    for (const variable of referring) {
      if (variableReferences(variable.value).some((reference) => names.has(reference.name))) names.add(variable.name);
    }
  }
  return names;
}

function asking(file: HttpFile, request: RequestNode, name: string): readonly TextEdit[] {
  const isAsked = promptNames(request).some((prompt) => prompt.name === name);
  return isAsked ? [] : [addAbove(file, request, `# @prompt ${name}`)];
}

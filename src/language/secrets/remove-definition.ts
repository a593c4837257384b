import type { HttpFile, VariableNode } from '../../http';
import { removeLines } from '../diagnostics/lines';
import { replace } from '../diagnostics/report';
import type { TextEdit } from '../model';
import { blockAt, requestIn } from '../variables/place';

/**
 * Takes the definition of a variable out of a file. Behind a body it may be what ends the body (http-dialect: a variable
 * after a body): where something follows it, its name stays, without value.
 */
export function removeDefinition(file: HttpFile, definition: VariableNode): TextEdit {
  const { start, end, name } = definition;
  const block = blockAt(file, start);
  const request = block && requestIn(block, start);
  const isBehind = request?.body != null && request.body.end <= start;
  const isLast = !isBehind || file.slice(end, request.end).trim() === '';
  return isLast ? removeLines(file, definition) : replace(definition, `@${name} =`);
}

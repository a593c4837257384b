import type { BlockNode, HttpFile } from '../../http';
import type { ColouredVariable, Surroundings } from '../model';
import { requestIn, scopeAt } from './place';
import { VariableStates } from './states';
import { usesIn } from './uses';

/**
 * The variables of a block and whether they have a value. What will be asked for, and what an earlier answer will give,
 * counts as resolved.
 * @param states of this version of file and surroundings; hand in the same for all blocks
 */
export function colouredVariables(
  file: HttpFile,
  block: BlockNode,
  around: Surroundings,
  states = new VariableStates(file, around),
): readonly ColouredVariable[] {
  const uses = usesIn(file, block);
  if (uses.length === 0) return [];
  const elsewhere = block.requests.length === 0 ? scopeAt(file, block.start) : null;
  return uses.map(({ start, end, name }): ColouredVariable => {
    const { kind } = states.of(name, requestIn(block, start) ?? elsewhere);
    return { start, end, state: kind === 'unresolved' ? 'unresolved' : 'resolved' };
  });
}

import { append } from './lists';
import { moved } from './moved';
import type { VariableNode } from './nodes';
import type { BlockRecord } from './record';
import { fileValueOf } from './variables/definitions';

/**
 * Reads the blocks again in whose content type a variable stands, now that the variables of the file are known.
 * @param starts where each block starts
 * @returns the same list when no block reads differently than before
 */
export function settled(records: readonly BlockRecord[], starts: readonly number[]): readonly BlockRecord[] {
  if (!records.some(({ usesVariables }) => usesVariables)) return records;
  const by = (record: BlockRecord, index: number) => (starts[index] ?? 0) - record.at;
  const variables: VariableNode[] = [];
  for (const [index, record] of records.entries()) {
    if (!record.isUsual) append(variables, moved(record.treeAlone.variables, by(record, index)));
  }
  const fileValue = fileValueOf(variables);
  return records.map((record, index) => record.withVariables(fileValue, by(record, index)));
}

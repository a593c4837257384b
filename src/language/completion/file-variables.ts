import { variableReferences } from '../../http';
import type { Completion } from '../model';
import { VariableStates } from '../variables';
import type { Cursor } from './cursor';
import { proposal, rank } from './proposal';

/** Enough to choose from, and little to find out while typing. */
const MOST = 50;

/** Behind `@`: names that the file uses and nothing defines. */
export function fileVariableCompletions({ file, request, around, before, after, offset, say }: Cursor): Completion[] {
  const match = /^\s*@([^\s={}\\]*)$/.exec(before);
  if (!match) return [];
  const right = /^[^\s={}\\]*/.exec(after)?.[0].length ?? 0;
  const replace = { start: offset - (match[1]?.length ?? 0), end: offset + right };
  const hasValue = /^\s*:?=/.test(after.slice(right));
  const states = new VariableStates(file, around);
  const defined = new Set(file.variables.map(({ name }) => name));
  const names = new Set<string>();
  for (const { name } of variableReferences(file.text)) {
    if (names.size >= MOST) break;
    if (defined.has(name) || names.has(name) || !/^[^\s=\\.$]+$/.test(name)) continue;
    if (states.of(name, request).kind === 'unresolved') names.add(name);
  }
  return [...names].map((name, index) =>
    proposal({
      label: name,
      kind: 'variable',
      detail: say({ code: 'completion.variable.undefined' }),
      replace,
      insert: hasValue ? name : `${name} = `,
      sort: rank(0, index),
    }),
  );
}

import { promptsOf, type Span } from '../../http';
import { masked } from '../hover/resolved';
import type { Completion } from '../model';
import { VariableStates } from '../variables';
import type { Cursor } from './cursor';
import { proposal, rank } from './proposal';

/** Longer values are cut: they stand in one line beside their name. */
const MAX_VALUE = 60;
/** More names than anybody chooses from. */
const MOST_NAMES = 400;

/** Whole references, braces included, where any value may stand. */
export function variableReferenceCompletions(cursor: Cursor, replace: Span, group: number): Completion[] {
  const states = new VariableStates(cursor.file, cursor.around);
  return [...variableNames(cursor)].map((name, index) =>
    proposal({
      label: `{{${name}}}`,
      kind: 'variable',
      detail: valueWords(name, cursor, states),
      replace,
      sort: rank(group, index),
    }),
  );
}

/** Names that may stand here, in the order of their sources. */
export function variableNames(cursor: Cursor): Set<string> {
  const { environment, fallback, overrides } = cursor.around.variables;
  return new Set([
    ...(cursor.request ? promptsOf(cursor.request).map(({ name }) => name) : []),
    ...nearestOf(cursor.file.variables, cursor.offset).map(({ name }) => name),
    ...environment.keys(),
    ...overrides.keys(),
    ...fallback.keys(),
  ]);
}

/** Of a list in the order of the text, the items around a place: files with thousands of them are made by programs. */
export function nearestOf<Item extends Span>(items: readonly Item[], offset: number): readonly Item[] {
  if (items.length <= MOST_NAMES) return items;
  const below = items.findIndex(({ start }) => start > offset);
  const end = Math.min(items.length, (below === -1 ? items.length : below) + MOST_NAMES / 4);
  return items.slice(Math.max(0, end - MOST_NAMES), Math.max(end, MOST_NAMES));
}

/** The value of a variable in one line, secrets masked; or why there is none. */
export function valueWords(name: string, { request, say }: Cursor, states: VariableStates): string {
  const state = states.of(name, request);
  switch (state.kind) {
    case 'asked':
      return state.question || say({ code: 'completion.variable.asked' });
    case 'awaited':
      return say({ code: 'completion.variable.awaited', args: { request: states.asked(name)?.name ?? '…' } });
    case 'unresolved':
      return say({ code: 'completion.variable.none' });
    default:
      return inOneLine(masked(state.value, states.secretsIn(name, request)));
  }
}

/** A text cut to what stands beside a label. */
export function inOneLine(text: string): string {
  const line = text.slice(0, 4 * MAX_VALUE).replace(/\s*[\r\n]+\s*/g, ' ');
  return line.length > MAX_VALUE ? `${line.slice(0, MAX_VALUE - 1)}…` : line;
}

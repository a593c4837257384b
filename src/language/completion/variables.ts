import { promptsOf, type Span } from '../../http';
import { masked } from '../hover/resolved';
import type { Completion } from '../model';
import { VariableStates } from '../variables';
import { answerCompletions, chainableNames } from './answers';
import type { Cursor } from './cursor';
import { proposal, rank } from './proposal';
import { systemCompletions } from './system-variables';

/** Longer values are cut: they stand in one line beside their name. */
const MAX_VALUE = 60;
/** Longer than any name with its arguments. */
const MAX_NAME = 200;

/** Where a name between braces is to be written, and what has to stand behind it. */
export interface NamePlace {
  readonly replace: Span;
  /** What is typed of it so far. */
  readonly typed: string;
  /** `}}`, or empty where the braces are closed. */
  readonly close: string;
}

/**
 * Names for `{{ }}`: prompts, variables of file and environment, `baseUrl`, parts of earlier answers, system variables.
 * @returns null when the cursor is not between braces
 */
export function variableCompletions(cursor: Cursor): Completion[] | null {
  const place = placeOf(cursor);
  if (!place) return null;
  const states = new VariableStates(cursor.file, cursor.around);
  const chained = answerCompletions(cursor, place);
  if (chained) return chained;
  const named = [...variableNames(cursor)].map((name, index) =>
    proposal({
      label: name,
      kind: 'variable',
      detail: valueWords(name, cursor, states),
      replace: place.replace,
      insert: name + place.close,
      sort: rank(0, index),
    }),
  );
  const requests = chainableNames(cursor).map((name, index) =>
    proposal({
      label: name,
      kind: 'request',
      detail: cursor.say({ code: 'completion.answer' }),
      replace: place.replace,
      insert: `${name}.response.`,
      sort: rank(2, index),
      again: true,
    }),
  );
  return [...named, ...requests, ...systemCompletions(cursor, place, states)];
}

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

function placeOf({ before, after, offset }: Cursor): NamePlace | null {
  const open = before.lastIndexOf('{{');
  if (open === -1 || before.indexOf('}}', open) !== -1 || before.length - open > MAX_NAME) return null;
  const inner = before.slice(open + 2);
  const lead = /^\s*%?\s*/.exec(inner)?.[0].length ?? 0;
  const typed = inner.slice(lead);
  const closing = after.indexOf('}}');
  const rest = closing === -1 ? '' : after.slice(0, closing);
  // A quote ends the text that the braces stand in, but for the formats of system variables.
  const isClosed = closing !== -1 && rest.length < MAX_NAME && !(typed.startsWith('$') ? /[{}]/ : /[{}"]/).test(rest);
  const right = isClosed ? rest.trimEnd().length : (/^[\w$.%-]*/.exec(after)?.[0].length ?? 0);
  return { replace: { start: offset - typed.length, end: offset + right }, typed, close: isClosed ? '' : '}}' };
}

/** Names that may stand here, the nearest first. */
function variableNames({ file, request, around }: Cursor): Set<string> {
  const { environment, fallback, overrides } = around.variables;
  return new Set([
    ...(request ? promptsOf(request).map(({ name }) => name) : []),
    ...file.variables.map(({ name }) => name),
    ...environment.keys(),
    ...overrides.keys(),
    ...fallback.keys(),
  ]);
}

/** The value of a variable in one line, secrets masked; or why there is none. */
function valueWords(name: string, { request, say }: Cursor, states: VariableStates): string {
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

import type { Completion } from '../model';
import { VariableStates } from '../variables';
import { answerCompletions, chainableNames } from './answers';
import type { Cursor } from './cursor';
import { placeOf } from './name-place';
import { valueWords, variableNames } from './named-values';
import { proposal, rank } from './proposal';
import { systemCompletions } from './system-variables';

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

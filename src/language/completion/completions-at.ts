import type { HttpFile } from '../../http';
import type { Completion, Surroundings } from '../model';
import type { Say } from '../say';
import { type Cursor, cursorAt } from './cursor';
import { directiveCompletions } from './directives';
import { fileVariableCompletions } from './file-variables';
import { headerCompletions } from './headers';
import { newBodyCompletions } from './new-body';
import { nextParameterCompletions } from './query';
import { regionAt } from './region';
import { requestsBehind, separatorCompletions, startCompletions } from './start';
import { requestLineCompletions, targetCompletions } from './target';
import { variableCompletions } from './variables';

/** No line that a person writes is longer, bodies apart. */
const MAX_LINE = 50_000;

/**
 * What may stand at a place of a `.http` text (http-dialect): methods and whole requests, targets, query parameters,
 * headers, variables, directives. Members of JSON bodies come from `JsonBodies`.
 * @param offset UTF-16 offset
 * @returns nothing where nothing makes sense: in comments, scripts, and texts that may be anything. The range to replace
 * lies on the line of the place and holds it.
 */
export function completionsAt(file: HttpFile, offset: number, around: Surroundings, say: Say): readonly Completion[] {
  const cursor = cursorAt(file, offset, around, say);
  if (!cursor) return [];
  const region = regionAt(cursor);
  if (region !== 'text' && cursor.line.end - cursor.line.start > MAX_LINE) return [];
  if (region === 'nothing' || region === 'separator') return region === 'nothing' ? [] : separatorCompletions(cursor);
  if (region !== 'directive') {
    const variables = variableCompletions(cursor);
    if (variables) return variables;
  }
  return withoutVariables(cursor, region);
}

function withoutVariables(cursor: Cursor, region: ReturnType<typeof regionAt>): readonly Completion[] {
  switch (region) {
    case 'directive':
      return directiveCompletions(cursor);
    case 'fileVariable':
      return fileVariableCompletions(cursor);
    case 'start':
      return startCompletions(cursor);
    case 'behind':
      return requestsBehind(cursor);
  }
  const { request } = cursor;
  if (!request) return [];
  switch (region) {
    case 'requestLine':
      return requestLineCompletions(cursor, request);
    case 'target':
      return targetCompletions(cursor, request);
    case 'header':
      return headerCompletions(cursor, request);
    case 'newHeader': {
      const parameters = nextParameterCompletions(cursor, request);
      return parameters.length > 0 ? parameters : headerCompletions(cursor, request);
    }
    case 'newBody': {
      const body = newBodyCompletions(cursor, request);
      return body.length > 0 || request.body ? body : requestsBehind(cursor);
    }
    default:
      return [];
  }
}

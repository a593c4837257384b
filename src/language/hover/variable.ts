import { lineOf, type RequestNode } from '../../http';
import type { Problem } from '../../messages';
import type { Say } from '../say';
import type { VariableState } from '../variables';
import type { VariableUse } from '../variables/uses';
import type { HoverContext } from './context';
import { code, facts, lineLink, phrase, words } from './markdown';
import { encode, masked } from './resolved';

/** Value of a variable as it would be sent now, and where it comes from; or why it has none. */
export function variableHover({ name, encoded }: VariableUse, context: HoverContext): string {
  const { states, request, say } = context;
  const state = states.of(name, request);
  switch (state.kind) {
    case 'asked':
      return state.question === ''
        ? words(say, { code: 'hover.variable.asked' })
        : words(say, { code: 'hover.variable.askedWith', args: { question: state.question } });
    case 'awaited':
      return awaited(name, state, context);
    case 'unresolved':
      return unresolved(state.problem, say);
    default:
      return facts(valueWords(state.value, name, encoded, context), source(state.kind, name, context));
  }
}

/** A request that does not exist cannot be sent first. */
function unresolved(problem: Problem, say: Say): string {
  const request = problem.code === 'http.variable.noAnswer' ? problem.args?.request : undefined;
  if (typeof request !== 'string') return words(say, problem);
  return phrase(say, 'hover.variable.noRequest', { request: code(request) });
}

function valueWords(value: string, name: string, encoded: boolean, { states, request, say }: HoverContext): string {
  const secrets = states.secretsIn(name, request);
  const shown = code(masked(value, secrets)) || words(say, { code: 'hover.empty' });
  if (!encoded || encode(value) === value) return shown;
  return `${shown} → ${code(masked(encode(value), secrets))}`;
}

function awaited(name: string, state: Extract<VariableState, { kind: 'awaited' }>, context: HoverContext): string {
  const { states, say } = context;
  // Another variable may stand between: the problem then names the expression.
  const { name: inner } = state.problem.args ?? {};
  const asked = states.asked(name) ?? (typeof inner === 'string' ? states.asked(inner) : null);
  if (!asked) return words(say, state.problem);
  return phrase(say, 'hover.variable.awaited', { request: requestLink(asked, context) });
}

function requestLink(request: RequestNode, { file, say }: HoverContext): string {
  const line = lineOf(file, request.requestLine.start);
  const name = request.name === null ? words(say, { code: 'hover.line', args: { line } }) : code(request.name);
  return lineLink(line, name);
}

function source(kind: Extract<VariableState, { value: string }>['kind'], name: string, context: HoverContext): string {
  const { around, states, request, file, say } = context;
  switch (kind) {
    case 'file': {
      const definition = states.definition(name, request);
      const line = definition ? lineOf(file, definition.start) : 1;
      return phrase(say, 'hover.variable.file', {
        line: lineLink(line, words(say, { code: 'hover.line', args: { line } })),
      });
    }
    case 'environment':
      return around.environment === null
        ? words(say, { code: 'hover.variable.shared' })
        : phrase(say, 'hover.variable.environment', { name: code(around.environment) });
    case 'answer': {
      const asked = states.asked(name);
      return asked ? phrase(say, 'hover.variable.answer', { request: requestLink(asked, context) }) : '';
    }
    case 'system':
      return words(say, { code: systemSource(name) });
    case 'override':
    case 'prompt':
    case 'dotenv':
    case 'fallback':
      return words(say, { code: `hover.variable.${kind}` });
  }
}

function systemSource(name: string) {
  if (/^\$(?:processEnv\b|env\.)/.test(name)) return 'hover.variable.process';
  return /^\$dotenv\b/.test(name) ? 'hover.variable.dotenv' : 'hover.variable.evaluated';
}

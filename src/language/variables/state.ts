import { createResolver, type HttpFile, promptsOf, type RequestNode, requestByName } from '../../http';
import type { Problem } from '../../messages';
import type { Surroundings } from '../model';

/** What a variable is where it stands, and its value as far as it is known without asking or sending. */
export type VariableState =
  | {
      readonly kind: 'override' | 'prompt' | 'system' | 'answer' | 'file' | 'environment' | 'fallback';
      readonly value: string;
    }
  /** Asked for at each send, and not answered so far. */
  | { readonly kind: 'asked'; readonly question: string }
  /** A part of the answer to a request of this file that was not sent so far. */
  | { readonly kind: 'awaited'; readonly problem: Problem }
  | { readonly kind: 'unresolved'; readonly problem: Problem };

/**
 * What a send would put in the place of a variable (http-dialect: variables).
 * @param name as between the braces, without `%`
 */
export function variableState(
  file: HttpFile,
  request: RequestNode,
  name: string,
  { variables }: Surroundings,
): VariableState {
  const prompt = promptsOf(request).find((candidate) => candidate.name === name);
  const isGiven = variables.overrides.has(name) || variables.prompts.has(name);
  if (prompt && !isGiven) return { kind: 'asked', question: prompt.description };
  const { text, unresolved } = createResolver(file, request, variables).substitute(`{{${name}}}`);
  const [first] = unresolved;
  if (!first) return { kind: kindOf(file, name, variables), value: text };
  const asked = /^([^\s.]+)\.(?:request|response)\./.exec(first.name)?.[1];
  const isAwaited =
    first.problem.code === 'http.variable.noAnswer' && asked !== undefined && 'request' in requestByName(file, asked);
  return { kind: isAwaited ? 'awaited' : 'unresolved', problem: first.problem };
}

/** The order of `createResolver`. */
function kindOf(
  { variables: own }: HttpFile,
  name: string,
  { overrides, prompts, environment, requestValue }: Surroundings['variables'],
): 'override' | 'prompt' | 'system' | 'answer' | 'file' | 'environment' | 'fallback' {
  if (overrides.has(name)) return 'override';
  if (prompts.has(name)) return 'prompt';
  if (name.startsWith('$')) return 'system';
  if (requestValue(name) !== undefined) return 'answer';
  if (own.some((variable) => variable.name === name)) return 'file';
  return environment.has(name) ? 'environment' : 'fallback';
}

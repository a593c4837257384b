import {
  createResolver,
  Definitions,
  type HttpFile,
  promptsOf,
  type RequestLineNode,
  type RequestNode,
  type VariableNode,
  variableReferences,
} from '../../http';
import type { Problem } from '../../messages';
import type { Surroundings } from '../model';
import { RequestNames } from './request-names';
import type { VariableState } from './state';
import { askedRequest, isExpression, plainName, promptNames } from './uses';

/** Reasons for which a part of an earlier exchange has no value yet; any other is wrong for good. */
const AWAITED: ReadonlySet<string> = new Set<Problem['code']>([
  'http.variable.noAnswer',
  'answer.value.noAnswer',
  'answer.value.forgotten',
]);

/** What the value of a variable is made of. */
interface Ingredients {
  /** Names that take part, its own first. */
  readonly names: readonly string[];
  readonly definitions: readonly VariableNode[];
  /** No name in it is defined twice: the value is the same for all requests that ask for nothing. */
  readonly isStable: boolean;
}

/** Variables in one value that are looked at; nobody nests more. */
const MOST_INNER = 1_000;

/**
 * What variables of a file are, for many questions about the same version of file and surroundings: each value is
 * computed once, and again only where other definitions count. `{{$guid}}` and the like are computed once too, as examples.
 */
export class VariableStates {
  private readonly known = new Map<string, VariableState>();
  private readonly stable = new Map<string, VariableState>();
  private names: RequestNames | null = null;

  constructor(
    private readonly file: HttpFile,
    private readonly around: Surroundings,
  ) {}

  /**
   * What a send of this request would put in the place of a variable.
   * @param request null for a file without requests
   */
  of(name: string, request: RequestNode | null): VariableState {
    const at = this.placeOf(request);
    const asks = request ? request.directives.some(({ key }) => key === 'prompt') : false;
    const stable = asks ? undefined : this.stable.get(name);
    if (stable) return stable;
    const { definitions, isStable } = this.ingredients(name, at);
    const key = `${asks ? at : ''}\n${definitions.map(({ start }) => start).join()}\n${name}`;
    const known = this.known.get(key);
    if (known) return known;
    const state = this.evaluate(name, request, definitions);
    this.known.set(key, state);
    if (isStable && !asks) this.stable.set(name, state);
    return state;
  }

  /** The definition of a file variable that a request sees, or null. */
  definition(name: string, request: RequestNode | null): VariableNode | null {
    return this.file.definitions.seen(name, this.placeOf(request)) ?? null;
  }

  /** The request whose answer an expression asks for, or null. */
  asked(name: string): RequestNode | null {
    const asked = askedRequest(name);
    if (asked === null) return null;
    this.names ??= new RequestNames(this.file);
    return this.names.find(asked);
  }

  /** Parts of the value of a variable that are not to be shown: of its own, and of the variables in it. */
  secretsIn(name: string, request: RequestNode | null): string[] {
    const secrets = this.ingredients(name, this.placeOf(request)).names.flatMap((part) => {
      const state = this.of(part, request);
      return 'value' in state && state.value !== '' && this.around.isSecret(part, state.value) ? [state.value] : [];
    });
    return [...new Set(secrets)].sort((a, b) => b.length - a.length);
  }

  private placeOf(request: RequestNode | null): number {
    return request?.requestLine.start ?? this.file.length;
  }

  private evaluate(name: string, request: RequestNode | null, variables: readonly VariableNode[]): VariableState {
    const prompt = this.prompt(name, request);
    if (prompt) return prompt;
    const requestLine = request?.requestLine ?? behind(this.file.length);
    const directives = request?.directives ?? [];
    const resolver = createResolver(
      { definitions: new Definitions(variables) },
      { requestLine, directives },
      this.around.variables,
    );
    const { text, unresolved } = resolver.substitute(`{{${name}}}`);
    if (unresolved.length === 0) return { kind: this.kindOf(name, request), value: text };
    let waits: VariableState | null = null;
    for (const missing of unresolved) {
      const prompt = this.prompt(missing.name, request);
      const isAwaited = AWAITED.has(missing.problem.code) && this.asked(missing.name) !== null;
      if (!prompt && !isAwaited) return { kind: 'unresolved', problem: missing.problem };
      waits ??= prompt ?? { kind: 'awaited', problem: missing.problem };
    }
    return waits ?? { kind: this.kindOf(name, request), value: text };
  }

  private prompt(name: string, request: RequestNode | null): VariableState | null {
    const { overrides, prompts } = this.around.variables;
    if (!request || overrides.has(name) || prompts.has(name)) return null;
    const prompt = promptsOf(request).find((candidate) => candidate.name === name);
    return prompt ? { kind: 'asked', question: prompt.description } : null;
  }

  /** The order of `createResolver`. */
  private kindOf(name: string, request: RequestNode | null): Extract<VariableState, { value: string }>['kind'] {
    const context = this.around.variables;
    if (context.overrides.has(name)) return 'override';
    if (context.prompts.has(name) && asksFor(request, name)) return 'prompt';
    if (name.startsWith('$')) return 'system';
    if (isExpression(name) && 'value' in (context.requestValue(name) ?? {})) return 'answer';
    if (this.file.definitions.all(name).length > 0) return 'file';
    if (context.environment.has(name)) return 'environment';
    if (!/^RESTLINK_/i.test(name) && context.dotenv(name) !== undefined) return 'dotenv';
    return context.fallback.has(name) ? 'fallback' : 'answer';
  }

  private ingredients(name: string, at: number): Ingredients {
    const names = new Set([name]);
    const definitions: VariableNode[] = [];
    let isStable = true;
    for (const part of names) {
      const inner = part.startsWith('$') ? innerName(part) : null;
      if (inner !== null) names.add(inner);
      const definition = this.file.definitions.seen(part, at);
      isStable &&= this.file.definitions.all(part).length < 2;
      if (definition) definitions.push(definition);
      const value = definition?.value ?? this.around.variables.environment.get(part) ?? '';
      if (!value.includes('{{')) continue;
      for (const reference of variableReferences(value, 0, value.length, MOST_INNER)) names.add(reference.name);
    }
    return { names: [...names], definitions, isStable };
  }
}

function asksFor(request: RequestNode | null, name: string): boolean {
  return request !== null && promptNames(request).some((prompt) => prompt.name === name);
}

/** The variable in `$dotenv %NAME`. */
function innerName(name: string): string | null {
  const span = { start: 0, end: name.length };
  return plainName({ ...span, name, nameSpan: span, encoded: false })?.name ?? null;
}

/** Stands for the request line of a file that has none. */
function behind(at: number): RequestLineNode {
  const span = { start: at, end: at };
  return { kind: 'requestLine', ...span, method: 'GET', methodSpan: null, target: '', targetSpans: [], version: null };
}

import type { Problem } from '../../messages';
import { promptsOf } from '../directives';
import { percentEncode } from '../encode';
import type { HttpFile, RequestNode, Span, VariableNode } from '../nodes';
import type { Resolved, Substitution, UnresolvedVariable, VariableContext } from './context';
import { variableReferences } from './references';
import { type RequestExpression, requestExpression } from './request-expression';
import { dotenvValue, systemValue } from './system';

/** Replaces variables for one send. Make a new one for each send: values of file variables are computed once and kept. */
export interface Resolver {
  /**
   * Replaces the variables of a text. Each `{{$guid}}` and the like is evaluated once for each time it stands in the text.
   * @param at offset of the text in the document, or a function from an offset in the text to one in the document: the
   * ranges of unresolved variables are then ranges of the document
   */
  substitute(text: string, at?: number | ((index: number) => number)): Substitution;
}

/** Protects against variables that double each other; far above any request. */
const maxLength = 32 * 1024 * 1024;
const maxDepth = 200;
/** A text that lacks so many values is not sent anyhow; the rest of it stays as it is. */
const maxUnresolved = 1_000;

/**
 * Makes the resolver of one send (http-dialect: variables). Order: overrides, prompts of this request, system, earlier
 * exchanges, file, environment, `.env` file, fallback. Only values of file and environment are searched for variables
 * themselves: what a person answered, a server sent or a `.env` file holds is taken literally.
 */
export function createResolver(
  { definitions }: Pick<HttpFile, 'definitions'>,
  request: Pick<RequestNode, 'requestLine' | 'directives'>,
  context: VariableContext,
): Resolver {
  const definition = (name: string) => definitions.seen(name, request.requestLine.start);
  const asked = new Set(promptsOf(request).map(({ name }) => name));
  return new SendResolver(definition, asked, context);
}

type Place = (reference: Span) => Span;

class SendResolver implements Resolver {
  private readonly kept = new Map<string, Substitution>();
  private readonly inProgress: string[] = [];

  constructor(
    /** Finds the file variable that the request sees by a name. */
    private readonly definitionOf: (name: string) => VariableNode | undefined,
    /** Names of the prompts of this request: answers to those of others are not seen. */
    private readonly asked: ReadonlySet<string>,
    private readonly context: VariableContext,
  ) {}

  substitute(text: string, at: number | ((index: number) => number) = 0): Substitution {
    const toDocument = typeof at === 'number' ? (index: number) => at + index : at;
    return this.replace(text, ({ start, end }) => ({ start: toDocument(start), end: toDocument(end) }));
  }

  private replace(text: string, place: Place): Substitution {
    const references = variableReferences(text);
    if (references.length === 0) return { text, unresolved: [] };
    // By place and name: a list would be searched from its start for each of many.
    const unresolved = new Map<string, UnresolvedVariable>();
    let result = '';
    let at = 0;
    for (const reference of references) {
      if (unresolved.size >= maxUnresolved) break;
      result += text.slice(at, reference.start);
      at = reference.end;
      const span = place(reference);
      const found = this.valueOf(reference.name, span);
      for (const missing of found.unresolved) unresolved.set(`${missing.start} ${missing.name}`, missing);
      if (found.unresolved.length > 0) result += text.slice(reference.start, reference.end);
      else result += reference.encoded ? percentEncode(found.text) : found.text;
      if (result.length > maxLength) {
        const problem: Problem = { code: 'http.variable.tooLarge', args: { name: reference.name } };
        return { text, unresolved: [...unresolved.values(), { ...span, name: reference.name, problem }] };
      }
    }
    return { text: result + text.slice(at), unresolved: [...unresolved.values()] };
  }

  private valueOf(name: string, span: Span): Substitution {
    const { overrides, prompts, environment, fallback } = this.context;
    const isAsked = this.asked.has(name);
    const given = overrides.get(name) ?? (isAsked ? prompts.get(name) : undefined);
    if (given !== undefined) return { text: given, unresolved: [] };
    // Who wants to be asked does not want what stands elsewhere.
    if (isAsked) return failed(name, span, { code: 'prompt.unanswered', args: { name } });
    if (name.startsWith('$')) {
      const system = systemValue(name, this.context, (inner) => this.plainValue(inner, span));
      return 'value' in system ? { text: system.value, unresolved: [] } : failed(name, span, system.problem);
    }
    const expression = requestExpression(name);
    const answered = expression ? this.context.requestValue(name) : undefined;
    if (answered && 'value' in answered) return { text: answered.value, unresolved: [] };
    const definition = this.definitionOf(name);
    if (definition) return this.keep(name, definition.value, placeIn(definition), span);
    const value = environment.get(name);
    if (value !== undefined) return this.keep(name, value, () => span, span);
    const last = dotenvValue(name, this.context) ?? valueOrNone(fallback.get(name));
    // The short form `name.member` comes last: it looks like any variable.
    const found = last ?? answered ?? (expression ? undefined : this.context.requestValue(name));
    if (found && 'value' in found) return { text: found.value, unresolved: [] };
    return failed(name, span, found?.problem ?? whyNone(name, expression));
  }

  /** Evaluates a value that may refer to others, once per send. */
  private keep(name: string, value: string, place: Place, span: Span): Substitution {
    const kept = this.kept.get(name);
    if (kept) return kept;
    const begun = this.inProgress.indexOf(name);
    if (begun !== -1) {
      const cycle = [...this.inProgress.slice(begun), name].join(' → ');
      return failed(name, span, { code: 'http.variable.cycle', args: { name, cycle } });
    }
    if (this.inProgress.length >= maxDepth) {
      return failed(name, span, { code: 'http.variable.tooLarge', args: { name } });
    }
    this.inProgress.push(name);
    const replaced = this.replace(value, place);
    this.inProgress.pop();
    this.kept.set(name, replaced);
    return replaced;
  }

  /** A name inside a system variable, as in `{{$dotenv %NAME}}`. */
  private plainValue(name: string, span: Span): string | undefined {
    const { text, unresolved } = this.valueOf(name, span);
    return unresolved.length === 0 ? text : undefined;
  }
}

function whyNone(name: string, expression: RequestExpression | null): Problem {
  if (!expression) return { code: 'http.variable.unresolved', args: { name } };
  return { code: 'http.variable.noAnswer', args: { name, request: expression.request } };
}

function valueOrNone(value: string | undefined): Resolved | undefined {
  return value === undefined ? undefined : { value };
}

/** Where a reference in the value of a file variable stands in the document; the whole value if escapes moved it. */
function placeIn({ value, valueSpan }: VariableNode): Place {
  const { start, end } = valueSpan;
  if (value.length !== end - start) return () => ({ start, end });
  return (reference) => ({ start: start + reference.start, end: start + reference.end });
}

function failed(name: string, { start, end }: Span, problem: Problem): Substitution {
  return { text: '', unresolved: [{ start, end, name, problem }] };
}

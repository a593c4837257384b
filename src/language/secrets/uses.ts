import { type HttpFile, type RequestNode, type Span, type VariableNode, variableReferences } from '../../http';
import { promptNames } from '../variables/uses';
import { kindOfHeader } from './roles';

/** How a request reaches a variable of a file of variables: `{{NAME}}`, `{{$dotenv NAME}}`, `{{$processEnv NAME}}`. */
export type VariableVia = 'variable' | 'dotenv' | 'processEnv';

/** A variable that is defined outside of the `.http` file. */
export interface OutsideVariable {
  readonly name: string;
  readonly via: VariableVia;
}

/** A place where a directive cannot stand in for a secret. */
export interface Elsewhere {
  readonly span: Span;
  readonly where: 'url' | 'header' | 'body' | 'script';
}

/** Where a secret is used in a `.http` file. */
export interface SecretUses {
  /** Requests that carry it in a header that a credential sets, in the order of the text. */
  readonly requests: readonly RequestNode[];
  readonly elsewhere: readonly Elsewhere[];
}

/** Deeper than any person nests variables. */
const DEEPEST = 20;

/** Which texts of a `.http` file hold certain secrets: as they are, or by a variable. */
export class Holding {
  private readonly outside: ReadonlySet<string>;
  private readonly known = new Map<string, boolean>();

  /**
   * @param values secrets that may stand in the file
   * @param outside variables of other files that hold secrets
   */
  constructor(
    private readonly file: HttpFile,
    private readonly values: readonly string[],
    outside: readonly OutsideVariable[],
  ) {
    this.outside = new Set(outside.flatMap(({ name, via }) => wordings(name, via)));
  }

  /** Whether a text, as a request sends it, holds one of the secrets. */
  holds(text: string, request: RequestNode | null, depth = 0): boolean {
    if (this.values.some((value) => standsAlone(text, value))) return true;
    if (depth > DEEPEST || !text.includes('{{')) return false;
    return variableReferences(text).some(({ name }) => this.variableHolds(name, request, depth));
  }

  /** Whether the value of a file variable does. */
  definitionHolds(definition: VariableNode, request: RequestNode | null, depth = 0): boolean {
    const key = `${definition.start} ${request?.requestLine.start ?? ''}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, false);
    const holds = this.holds(definition.value, request, depth + 1);
    this.known.set(key, holds);
    return holds;
  }

  uses(): SecretUses {
    const requests: RequestNode[] = [];
    const elsewhere: Elsewhere[] = [];
    for (const request of this.file.requests) {
      if (this.inAuthentication(request)) requests.push(request);
      for (const one of this.elsewhereIn(request)) elsewhere.push(one);
    }
    for (const { scripts } of this.file.blocks) for (const one of this.inScripts(scripts)) elsewhere.push(one);
    return { requests, elsewhere };
  }

  private variableHolds(name: string, request: RequestNode | null, depth: number): boolean {
    if (name.startsWith('$')) return this.outside.has(name.replace(/\s+/g, ' '));
    const asks = request !== null && promptNames(request).some((prompt) => prompt.name === name);
    if (asks) return false;
    const definition = this.file.definitions.seen(name, request?.requestLine.start ?? this.file.length);
    return definition ? this.definitionHolds(definition, request, depth) : this.outside.has(name);
  }

  private inAuthentication(request: RequestNode): boolean {
    return request.headers.some(({ name, value }) => isAuthentication(name) && this.holds(value, request));
  }

  private *elsewhereIn(request: RequestNode): Iterable<Elsewhere> {
    const { requestLine, headers, body, scripts } = request;
    if (this.holds(requestLine.target, request)) {
      yield { span: requestLine.targetSpans[0] ?? requestLine, where: 'url' };
    }
    for (const { name, value, valueSpan } of headers) {
      if (!isAuthentication(name) && !isSignature(name) && this.holds(value, request)) {
        yield { span: valueSpan, where: 'header' };
      }
    }
    if (body?.parts.some((part) => this.holds(part.kind === 'text' ? part.text : part.path, request))) {
      yield { span: { start: body.start, end: body.end }, where: 'body' };
    }
    yield* this.inScripts(scripts);
  }

  /** Nothing of a script is replaced, so variables in it mean nothing here. */
  private *inScripts(scripts: readonly Span[]): Iterable<Elsewhere> {
    for (const { start, end } of scripts) {
      const text = this.file.slice(start, end);
      if (this.values.some((value) => standsAlone(text, value))) yield { span: { start, end }, where: 'script' };
    }
  }
}

/**
 * Which requests of a `.http` file carry a variable of an environment file in their authentication headers, and where else
 * it is used.
 * @param via how the file reaches it; `dotenv` includes the plain name, under which a `.env` file is read too
 */
export function usesOfVariable(file: HttpFile, name: string, via: VariableVia): SecretUses {
  return new Holding(file, [], [{ name, via }]).uses();
}

/** A header that holds a key or a token, and that a credential sets. */
export function isAuthentication(header: string): boolean {
  const kind = kindOfHeader(header);
  return kind === 'apiKey' || kind === 'token';
}

/** A header that a credential sets, and that is no secret. */
export function isSignature(header: string): boolean {
  return /^x-(?:timestamp|signature)$/i.test(header);
}

/** Whether a value stands in a text, and not as a part of a longer word. */
function standsAlone(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    if (!WORD.test(text.charAt(at - 1)) && !WORD.test(text.charAt(at + value.length))) return true;
    if (text.slice(at - 3, at).startsWith('%')) return true;
  }
  return false;
}

const WORD = /[A-Za-z0-9_]/;

function wordings(name: string, via: VariableVia): readonly string[] {
  switch (via) {
    case 'variable':
      return [name];
    case 'dotenv':
      return [name, `$dotenv ${name}`];
    default:
      return [`$processEnv ${name}`, `$env.${name}`];
  }
}

import type { BlockNode, HttpFile, RequestNode, Span } from '../../http';
import type { Problem } from '../../messages';
import { eolOf } from '../eol';
import type { Diagnostic, Fix, Surroundings } from '../model';
import { nearest } from '../nearest';
import { scopeAt } from '../variables/place';
import type { VariableState } from '../variables/state';
import type { VariableStates } from '../variables/states';
import { askedRequest, plainName, promptNames, usesIn, type VariableUse } from '../variables/uses';
import { lineStart } from './lines';
import type { NameIndex } from './name-index';
import { diagnostic, fix, insert, replace } from './report';
import type { Suggestions } from './suggestions';

/** What is asked while the variables of a block are looked at. */
export interface VariableQuestions {
  readonly file: HttpFile;
  readonly around: Surroundings;
  readonly states: VariableStates;
  readonly names: NameIndex;
  readonly suggestions: Suggestions;
}

/** Of one block; beyond that the first ones say enough. */
const MOST_TOLD = 500;

/** Problems that say that a value will be there in time: the request it comes from was not sent so far. */
const AWAITED = new Set<string>(['answer.value.notSent', 'answer.value.noAnswer', 'answer.value.forgotten']);

/** Variables without value, in requests and in the values of other variables (http-dialect: variables, last rule). */
export function* variableDiagnostics(questions: VariableQuestions, block: BlockNode): Iterable<Diagnostic> {
  const { file } = questions;
  const known = new Map<string, VariableState>();
  let told = 0;
  for (const use of usesIn(file, block)) {
    const request = scopeAt(file, use.start);
    const key = `${request?.start ?? ''} ${use.name}`;
    const state = known.get(key) ?? questions.states.of(use.name, request);
    known.set(key, state);
    if (state.kind !== 'unresolved' || AWAITED.has(state.problem.code)) continue;
    if (!isEvaluated(block, request, use)) continue;
    if (isAskedSomewhere(questions, use, state.problem, block)) continue;
    if (++told > MOST_TOLD) return;
    yield describe(questions, use, request, state.problem);
  }
}

/** A request with an error of its own is not sent, but its variables are told of all the same; directives are taken literally. */
function isEvaluated(block: BlockNode, request: RequestNode | null, { start }: VariableUse): boolean {
  const inDirective =
    request?.directives.some((directive) => directive.start <= start && start < directive.end) ?? false;
  if (inDirective) return false;
  const dropped = request?.droppedHeaders.some((header) => header.start <= start && start < header.end) ?? false;
  if (dropped) return false;
  const inFinding = block.findings.some((finding) => finding.start <= start && start < finding.end);
  return !inFinding;
}

/** The value of a file variable may refer to what the requests that use it ask for. */
function isAskedSomewhere({ names }: VariableQuestions, use: VariableUse, problem: Problem, block: BlockNode): boolean {
  const inValue = block.variables.some(({ valueSpan }) => valueSpan.start <= use.start && use.start < valueSpan.end);
  const missing = String(problem.args?.name ?? plainName(use)?.name ?? '');
  return inValue && names.isPrompted(missing);
}

function describe(
  questions: VariableQuestions,
  use: VariableUse,
  request: RequestNode | null,
  problem: Problem,
): Diagnostic {
  const { nameSpan, name } = use;
  const missing = String(problem.args?.name ?? name);
  const asked = askedRequest(missing);
  if (asked !== null && (problem.code === 'http.variable.noAnswer' || problem.code === 'answer.value.noRequest')) {
    return noRequest(questions, use, missing, asked);
  }
  if (problem.code === 'http.variable.unresolved' && missing !== plainName(use)?.name) {
    const args = { name, inner: missing };
    return diagnostic(
      'error',
      nameSpan,
      { code: 'diagnostic.variable.inner', args },
      { fixes: define(questions, use, request, missing) },
    );
  }
  return diagnostic('error', nameSpan, problem, { fixes: fixesFor(questions, use, request, problem) });
}

function fixesFor(
  questions: VariableQuestions,
  use: VariableUse,
  request: RequestNode | null,
  problem: Problem,
): readonly Fix[] {
  const { suggestions } = questions;
  const plain = plainName(use);
  if (problem.code === 'http.variable.unknownSystem') {
    const [word = ''] = /^\$[\w.]+/.exec(use.name) ?? [];
    const near = nearest(word, SYSTEM);
    const { start } = use.nameSpan;
    return near
      ? [fix({ code: 'fix.replace', args: { text: near } }, replace({ start, end: start + word.length }, near), true)]
      : [];
  }
  if (problem.code !== 'http.variable.unresolved' || !plain) return [];
  const prompts = request ? promptNames(request).map(({ name }) => name) : [];
  const near = nearest(plain.name, prompts) ?? suggestions.nearest(plain.name);
  const rename = near ? [fix({ code: 'fix.replace', args: { text: near } }, replace(plain.span, near), true)] : [];
  return [...rename, ...define(questions, use, request, plain.name)];
}

/** System variables (http-dialect: variables). */
const SYSTEM = [
  ...['$timestamp', '$isoTimestamp', '$datetime', '$localDatetime', '$guid', '$uuid', '$random.uuid', '$randomInt'],
  ...['$random.integer', '$processEnv', '$dotenv', '$env.'],
];

/** A definition without value: above the request that needs it, or above the variable that does. */
function define(
  { file }: VariableQuestions,
  { start }: VariableUse,
  request: RequestNode | null,
  name: string,
): readonly Fix[] {
  if (/[\s={}\\]/.test(name) || name.startsWith('$')) return [];
  const isInside = request !== null && request.start <= start && start < request.end;
  const at = lineStart(file, isInside ? Math.min(request.requestLine.start, start) : start);
  return [fix({ code: 'fix.define', args: { name } }, insert(at, `@${name} = ${eolOf(file)}`))];
}

/** An expression such as `send.response.body.$.x` that names no request, or more than one. */
function noRequest({ names }: VariableQuestions, use: VariableUse, missing: string, asked: string): Diagnostic {
  const { nameSpan, name } = use;
  if (names.count(asked) > 1) {
    return diagnostic('error', nameSpan, { code: 'diagnostic.variable.ambiguousRequest', args: { request: asked } });
  }
  const near =
    missing === name
      ? nearest(
          asked,
          names.all().filter((candidate) => !/\s/.test(candidate)),
        )
      : undefined;
  const span: Span = { start: nameSpan.start, end: nameSpan.start + asked.length };
  const fixes = near ? [fix({ code: 'fix.replace', args: { text: near } }, replace(span, near), true)] : [];
  return diagnostic('error', nameSpan, { code: 'diagnostic.variable.noRequest', args: { request: asked } }, { fixes });
}

import type { Credential } from '../../../credentials';
import type { PlanFailure, PlanResult } from '../../../engine';
import { notesOf, redactorFor, type SignedFacts, signedFacts } from '../../../engine';
import type { Explanation } from '../../../engine/explain';
import { type Finding, type HttpFile, lineOf, promptsOf, type RequestNode } from '../../../http';
import type { Problem } from '../../../messages';
import type { PreparedRequest } from '../../../request';
import { authorize, MASK, type Plan, type Redactor, refusal } from '../../../sending';
import { signAt } from '../../../signing';

export type Live = Extract<Explanation, { readonly kind: 'live' }>;

/** A request whose plan is to be explained. */
export interface Looked {
  readonly file: HttpFile;
  readonly node: RequestNode;
  readonly result: PlanResult;
  /** Whether secrets may be read in this window. */
  readonly trusted: boolean;
  /** Id of the active credential, or null. */
  readonly activeId: string | null;
  /** The one that was chosen for this explanation, by name. */
  readonly chosen: string | null;
  /** Values of the environment were wanted that only a person can ask for. */
  readonly isUnknown: boolean;
  /** Secrets to be masked besides that of the credential. */
  readonly secrets: readonly string[];
  /** What it was when nothing was missing; null before it ever was. */
  readonly before: Live | null;
  /** The second to sign for, where it is this request. */
  stampOf(request: PreparedRequest, credential: Credential | null): number;
  /** See `Explanation`. */
  clockOffset(origin: string): number | null;
}

/** What a request that is not sent is explained by. */
export function explainedOf(looked: Looked): Live {
  const { result } = looked;
  if (result.kind === 'ready') return explainedPlan(looked, result.plan);
  const bare = redactorFor([], looked.secrets);
  if (result.kind === 'failed') return explainedFailure(looked, result.failure, bare);
  const { candidates, request } = result;
  const names = candidates.map(({ name }) => name).join(', ');
  const ask: Problem = { code: 'explain.ask', args: { origin: request.origin, names } };
  const signs = candidates.some(({ kind }) => kind === 'hmac');
  return live(looked, signs ? unsigned(looked, request, bare) : null, [ask], null, bare);
}

function explainedPlan(looked: Looked, plan: Plan): Live {
  const { request, credential, secret } = plan;
  const redactor = redactorFor([plan], looked.secrets);
  const refused = refusal(plan, []);
  if (refused) return live(looked, null, [refused.problem], null, redactor);
  if (credential === null) return live(looked, null, [{ code: 'explain.noCredential' }], null, redactor);
  if (secret?.kind !== 'hmac') {
    const problem: Problem = { code: 'explain.keyDoesNotSign', args: { name: credential.name } };
    return live(looked, null, [problem], null, redactor);
  }
  const signed = signAt(request, secret.secret, looked.stampOf(request, credential));
  const { timestamp, signature } = signed;
  const { headers } = authorize(plan, signed, MASK);
  const facts = signedFacts(request, { credential, timestamp, signature }, headers, redactor);
  return live(looked, facts, notesOf(plan), whyOf(looked, credential), redactor);
}

/** What is missing, each with its line; the message all the same where only the secret is. */
function explainedFailure(looked: Looked, failure: PlanFailure, redactor: Redactor): Live {
  const { kind, findings, request, credential } = failure;
  const [first] = findings;
  const code = first?.problem.code ?? '';
  if (looked.isUnknown) {
    const problem: Problem = { code: looked.trusted ? 'explain.environmentNotRead' : 'credential.restricted' };
    return asBefore(looked, live(looked, null, [problem], null, redactor));
  }
  if (request && kind === 'keychain' && credential) {
    const problem: Problem = looked.trusted ? problemOf(first) : { code: 'explain.restricted' };
    if (credential.kind !== 'hmac') {
      const plain: Problem = { code: 'explain.keyDoesNotSign', args: { name: credential.name } };
      return live(looked, null, [problem, plain], null, redactor);
    }
    const facts = unsigned(looked, request, redactor, credential);
    return live(looked, facts, [problem], whyOf(looked, credential), redactor);
  }
  if (request && WOULD_SIGN.has(code)) {
    const would: Problem = { code: 'explain.wouldSign' };
    return live(looked, unsigned(looked, request, redactor), [problemOf(first), would], null, redactor);
  }
  const asks = new Set(promptsOf(looked.node).map(({ name }) => name));
  const isAsked = ({ problem }: Finding) => asks.has(String(problem.args?.name));
  const notes = findings.map((finding) => ({
    problem: finding.problem,
    line: request === null ? lineOf(looked.file, finding.start) : null,
  }));
  const prompts = findings.some(isAsked) ? [{ problem: { code: 'explain.prompts' } as const, line: null }] : [];
  const now = { ...live(looked, null, [], null, redactor), notes: masked([...notes, ...prompts], redactor) };
  return request === null ? asBefore(looked, now) : now;
}

/** While somebody types something is missing again and again: what they look at must not go away for that. */
function asBefore({ before }: Looked, now: Live): Live {
  if (!before?.facts) return now;
  const { facts, why, clockOffset } = before;
  return { ...now, facts, why, clockOffset, isEarlier: true };
}

/** What is missing here is a credential: a request that signs nothing with any is not among them. */
const WOULD_SIGN: ReadonlySet<string> = new Set([
  'credential.none',
  'credential.noneLoopback',
  'credential.unknown',
  'credential.sandboxNotRunning',
]);

function unsigned(
  looked: Looked,
  request: PreparedRequest,
  redactor: Redactor,
  credential: Credential | null = null,
): SignedFacts {
  const timestamp = looked.stampOf(request, null);
  return signedFacts(request, { credential, timestamp, signature: null }, request.headers, redactor);
}

function whyOf({ node, activeId, chosen }: Looked, { id, name, origin }: Credential): Problem {
  const isNamed = node.directives.some(({ key, value }) => key === 'credential' && value !== '');
  if (isNamed) return { code: 'explain.why.named' };
  if (id === activeId) return { code: 'explain.why.active', args: { origin } };
  return { code: name === chosen ? 'explain.why.chosen' : 'explain.why.only', args: { origin } };
}

function live(
  { node, clockOffset }: Looked,
  facts: SignedFacts | null,
  problems: readonly Problem[],
  why: Problem | null,
  redactor: Redactor,
): Live {
  const { method, target } = node.requestLine;
  return {
    kind: 'live',
    written: { method, target: redactor.text(target.replace(/[?#].*$/s, '')) },
    facts,
    isEarlier: false,
    why,
    notes: masked(
      problems.map((problem) => ({ problem, line: null })),
      redactor,
    ),
    clockOffset: facts && clockOffset(facts.origin),
  };
}

function masked(notes: Live['notes'], redactor: Redactor): Live['notes'] {
  return notes.map(({ problem, line }) => ({ problem: redactor.problem(problem), line }));
}

function problemOf(finding: Finding | undefined): Problem {
  return finding?.problem ?? { code: 'explain.gone' };
}

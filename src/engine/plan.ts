import { findEndpoint } from '../catalog';
import {
  type Credential,
  CredentialError,
  KeychainError,
  type PickAction,
  pickCredential,
  type Result,
  type Secret,
  sameName,
} from '../credentials';
import type { Finding, HttpFile, RequestNode, VariableContext } from '../http';
import type { Problem } from '../messages';
import { type BodyFiles, type PreparedRequest, prepareRequest } from '../request';
import type { FailureKind, Plan } from '../sending';
import { actionsWithoutSecret, type SecretAction } from './remedy';

/** What a plan is made from, besides the request itself. */
export interface PlanContext {
  /** All credentials that may be considered. */
  readonly credentials: readonly Credential[];
  /** Id of the active one, or null. */
  readonly activeId: string | null;
  /** The one that was asked for by name, which wins over `# @credential`; null when none was. */
  readonly named: string | null;
  /** Where relative targets go when no credential is known that would say it. */
  readonly defaultOrigin: string;
  /** `fallback` is made here: it holds `baseUrl`. */
  readonly variables: Omit<VariableContext, 'fallback'>;
  readonly bodyFiles: BodyFiles;
  /** @throws CredentialError, KeychainError */
  secretOf(credential: Credential): Promise<Secret>;
}

/** Why a request cannot be sent as things stand. */
export interface PlanFailure {
  readonly kind: FailureKind;
  /** The first is what matters most; spans point into the text of the file. */
  readonly findings: readonly Finding[];
  /** What to offer, the most helpful first. */
  readonly actions: readonly PlanAction[];
  /** The credential whose secret could not be had, or null. */
  readonly credential: Credential | null;
  /** What could be prepared all the same, to be looked at; null where the request itself is incomplete. */
  readonly request: PreparedRequest | null;
}

/** What can be done about a request that cannot be sent: choose another credential, or mend the one that was chosen. */
export type PlanAction = PickAction | SecretAction;

export type PlanResult =
  | { readonly kind: 'ready'; readonly plan: Plan }
  /** Several credentials match: ask, then plan again with its name as `named`. */
  | { readonly kind: 'ask'; readonly candidates: readonly Credential[]; readonly request: PreparedRequest }
  | { readonly kind: 'failed'; readonly failure: PlanFailure };

/**
 * From a request of a file to what can be signed and sent: prepared bytes, the credential that goes with the final URL, its
 * secret. Nothing leaves the machine here.
 */
export async function makePlan(file: HttpFile, node: RequestNode, context: PlanContext): Promise<PlanResult> {
  const { credentials } = context;
  const named = context.named ?? namedCredential(node);
  const boundOrigin = boundOriginOf(named, context);
  const prepared = await prepareRequest(file, node, {
    variables: { ...context.variables, fallback: new Map([['baseUrl', boundOrigin]]) },
    boundOrigin,
    knownOrigins: new Set(credentials.map(({ origin }) => origin)),
    bodyFiles: context.bodyFiles,
  });
  if (!prepared.ok) return { kind: 'failed', failure: { ...prepared, actions: [], credential: null, request: null } };

  const { request } = prepared;
  const pick = pickCredential({
    url: request.url,
    noSign: request.options.noSign,
    named,
    activeId: context.activeId,
    credentials,
    accepts: findEndpoint(request.method, request.path)?.auth ?? null,
    boundOrigin,
  });
  switch (pick.kind) {
    case 'ask':
      return { ...pick, request };
    case 'none':
      return { kind: 'ready', plan: { request, credential: null, secret: null } };
    case 'refuse': {
      const kind = pick.because === 'safety' ? 'refused' : 'credential';
      return failed(node, request, kind, pick.problem, pick.actions);
    }
    case 'use':
      return withSecret(node, request, pick.credential, context);
  }
}

/**
 * `makePlan`, where no variable of the process or of a `.env` file may yield a stored secret (product section 1). The
 * secrets are asked for, which may open the keychain, only where such a variable takes part; then the plan is made anew.
 */
export async function makeGuardedPlan(
  file: HttpFile,
  node: RequestNode,
  context: PlanContext,
  secrets: () => Promise<Pick<ReadonlySet<string>, 'has'>>,
): Promise<PlanResult> {
  let asked = false;
  const withCheck = (isSecret: (value: string) => boolean) => ({
    ...context,
    variables: { ...context.variables, isSecret },
  });
  const isAsked = () => {
    asked = true;
    return false;
  };
  const unchecked = await makePlan(file, node, withCheck(isAsked));
  if (!asked) return unchecked;
  const known = await secrets();
  return makePlan(
    file,
    node,
    withCheck((value) => known.has(value)),
  );
}

/** The origin that relative targets and `{{baseUrl}}` stand for (product section 1). */
export function boundOriginOf(
  named: string | null,
  { credentials, activeId, defaultOrigin }: Pick<PlanContext, 'credentials' | 'activeId' | 'defaultOrigin'>,
): string {
  const byName = named === null ? undefined : credentials.find(({ name }) => sameName(name, named));
  const active = credentials.find(({ id }) => id === activeId);
  return (byName ?? active)?.origin ?? defaultOrigin;
}

async function withSecret(
  node: RequestNode,
  request: PreparedRequest,
  credential: Credential,
  { secretOf }: PlanContext,
): Promise<PlanResult> {
  const secret = await attempt(() => secretOf(credential));
  if (secret.ok) return { kind: 'ready', plan: { request, credential, secret: secret.value } };
  const kind = secret.problem.code === 'credential.originChanged' ? 'refused' : 'keychain';
  const actions = kind === 'keychain' ? actionsWithoutSecret(secret.problem) : [];
  return failed(node, request, kind, secret.problem, actions, credential);
}

async function attempt(read: () => Promise<Secret>): Promise<Result<Secret>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    if (error instanceof CredentialError || error instanceof KeychainError)
      return { ok: false, problem: error.problem };
    throw error;
  }
}

function failed(
  node: RequestNode,
  request: PreparedRequest,
  kind: FailureKind,
  problem: Problem,
  actions: readonly PlanAction[],
  credential: Credential | null = null,
): PlanResult {
  const { start, end } = node.requestLine;
  const findings = [{ start, end, severity: 'error', problem }] as const;
  return { kind: 'failed', failure: { kind, findings, actions, credential, request } };
}

/** The name in `# @credential`, or null. */
export function namedCredential({ directives }: RequestNode): string | null {
  return directives.findLast(({ key }) => key === 'credential')?.value || null;
}

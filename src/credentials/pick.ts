import type { Problem } from '../messages';
import type { Credential } from './model';
import { isSandboxName, sameName } from './names';
import { DEFAULT_ORIGIN, isLoopback, mayReceive, readUrl, whyRefused } from './origin';

/** How an endpoint lets a caller in, as the API description lists it (FACTS.md section 1.1, column "Auth"). */
export type AcceptedAuth = 'apiKey' | 'jwt' | 'trackerToken' | 'none';

/** What a person can be offered when nothing can be signed. */
export type PickAction = 'addCredential' | 'trySandbox' | 'switchCredential' | 'logIn';

export interface PickInput {
  /** The final URL: absolute, encoded. */
  readonly url: string;
  /** `# @no-sign` */
  readonly noSign: boolean;
  /** The name given by `--credential` or `# @credential`, else null. */
  readonly named: string | null;
  /**
   * The active credential, or null. In the command line: the one of the environment. A sandbox credential may be active
   * while no sandbox runs, and is not among `credentials` then.
   */
  readonly activeId: string | null;
  /** All that may be considered; the built-in ones only while a sandbox runs. */
  readonly credentials: readonly Credential[];
  /** What the endpoint accepts, or null when the description does not know it. */
  readonly accepts: readonly AcceptedAuth[] | null;
  /** The origin of relative targets: ours too, even where no credential is bound to it. */
  readonly boundOrigin: string | null;
}

export type Pick =
  | { readonly kind: 'use'; readonly credential: Credential }
  /** Goes out without credential: as typed (`noSign`), or because this endpoint wants none of ours (`endpoint`). */
  | { readonly kind: 'none'; readonly because: 'noSign' | 'endpoint' }
  | { readonly kind: 'ask'; readonly candidates: readonly Credential[] }
  | {
      readonly kind: 'refuse';
      readonly problem: Problem;
      /** `safety`: it would go where it must not (exit 4); `credential`: none is there to use (exit 2). */
      readonly because: 'safety' | 'credential';
      /** What to offer, the most helpful first. */
      readonly actions: readonly PickAction[];
    };

/** Which credential signs a request: product.md section 1, "Which credential signs". */
export function pickCredential(input: PickInput): Pick {
  const { url, accepts, credentials } = input;
  if (input.noSign) return { kind: 'none', because: 'noSign' };
  const unsendable = refuseUrl(url);
  if (unsendable) return unsendable;
  if (input.named !== null) return pickNamed(input, input.named);

  const ofOrigin = credentials.filter((credential) => mayReceive(credential, url));
  if (goesBare(accepts)) {
    if (ofOrigin.length > 0 || isOurs(input)) return { kind: 'none', because: 'endpoint' };
    return refuseForeign(input);
  }
  const usable = ofOrigin.filter((credential) => suits(credential, accepts));
  const active = credentials.find(({ id }) => id === input.activeId);
  if (active && usable.includes(active)) return { kind: 'use', credential: active };
  // A test must never turn into a live request because of the URL alone.
  if (active && !ofOrigin.includes(active) && ofOrigin.length > 0 && isForTests(active)) {
    return refuse('credential', 'credential.activeIsTest', { name: active.name, origin: originOf(url) }, [
      'switchCredential',
    ]);
  }
  const [only, ...others] = usable;
  if (only && !active && input.activeId !== null && isSandboxName(input.activeId)) {
    return refuse('credential', 'credential.sandboxNotRunning', { name: input.activeId }, [
      'trySandbox',
      'switchCredential',
    ]);
  }
  if (only === undefined) return ofOrigin.length > 0 ? refuseKind(input, ofOrigin) : refuseForeign(input);
  return others.length === 0 ? { kind: 'use', credential: only } : { kind: 'ask', candidates: usable };
}

/** `# @credential NAME` must match the origin; it is never replaced by another one. */
function pickNamed(input: PickInput, name: string): Pick {
  const { url, accepts } = input;
  const credential = input.credentials.find((candidate) => sameName(candidate.name, name));
  if (credential === undefined) {
    return isSandboxName(name)
      ? refuse('credential', 'credential.sandboxNotRunning', { name }, ['trySandbox'])
      : refuse('credential', 'credential.unknown', { name }, ['addCredential', 'switchCredential']);
  }
  if (!mayReceive(credential, url)) {
    const args = { name: credential.name, bound: credential.origin, origin: originOf(url) };
    return refuse('safety', 'credential.otherOrigin', args, ['switchCredential']);
  }
  if (goesBare(accepts)) return { kind: 'none', because: 'endpoint' };
  return suits(credential, accepts) ? { kind: 'use', credential } : refuseKind(input, [credential]);
}

/** `/user/auth` takes login and password from its body, the tracker endpoints want `X-Api-Token`. */
function goesBare(accepts: PickInput['accepts']): boolean {
  return accepts !== null && !accepts.includes('apiKey') && !accepts.includes('jwt');
}

/** An endpoint that does not list API keys never receives one. */
function suits({ kind }: Credential, accepts: PickInput['accepts']): boolean {
  return accepts === null || accepts.includes(kind === 'jwt' ? 'jwt' : 'apiKey');
}

function isForTests({ store, origin, keyHint }: Credential): boolean {
  return store === 'builtin' || isLoopback(origin) || keyHint.startsWith('sk_test_');
}

function isOurs({ url, boundOrigin }: PickInput): boolean {
  return [DEFAULT_ORIGIN, boundOrigin].includes(originOf(url));
}

/** URLs that no credential may be used for, whichever it is. */
function refuseUrl(url: string): Pick | null {
  const origin = originOf(url);
  switch (whyRefused({ origin, store: 'session' }, url)) {
    case 'invalidUrl':
    case 'notHttp':
      return refuse('safety', 'credential.urlInvalid', {}, []);
    case 'userInfo':
      return refuse('safety', 'credential.urlUserInfo', { origin }, []);
    case 'plainHttp':
      return refuse('safety', 'credential.plainHttp', { origin }, []);
    default:
      return null;
  }
}

/** There are credentials for this origin, but of a kind that the endpoint does not take. */
function refuseKind({ accepts }: PickInput, [credential]: readonly Credential[]): Pick {
  const args = { name: credential?.name ?? '' };
  return accepts?.includes('jwt')
    ? refuse('credential', 'credential.loginNeeded', args, ['logIn'])
    : refuse('credential', 'credential.keyNeeded', args, ['addCredential', 'switchCredential']);
}

/** No credential is bound to this origin. */
function refuseForeign(input: PickInput): Pick {
  const origin = originOf(input.url);
  if (isOurs(input)) return refuse('credential', 'credential.none', { origin }, ['addCredential', 'trySandbox']);
  const because = input.credentials.length === 0 ? 'credential' : 'safety';
  return isLoopback(origin)
    ? refuse(because, 'credential.noneLoopback', { origin }, ['trySandbox', 'addCredential'])
    : refuse(because, 'credential.foreignOrigin', { origin }, ['addCredential']);
}

function refuse(
  because: 'safety' | 'credential',
  code: Problem['code'],
  args: NonNullable<Problem['args']>,
  actions: readonly PickAction[],
): Pick {
  return { kind: 'refuse', problem: { code, args }, because, actions };
}

function originOf(url: string): string {
  return readUrl(url)?.origin ?? url;
}

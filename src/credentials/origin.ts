import type { Credential } from './model';
import type { Result } from './result';

/** The origin of the live service (FACTS.md, head), which a credential is bound to when nothing else is said. */
export const DEFAULT_ORIGIN = 'https://restlink23telecom.com';

/** Why a URL may not receive a credential. */
export type Refusal = 'invalidUrl' | 'notHttp' | 'userInfo' | 'plainHttp' | 'otherOrigin';

/**
 * THE decision whether a credential may be used for a URL (product.md section 1, "Where it may go"). The URL is read as
 * the WHATWG standard reads it, which is how it is sent: what stands before an `@` is user-info, a backslash is a slash,
 * a trailing dot is another host, `HTTPS://HOST:443` is `https://host`.
 * @param url the final URL, absolute
 */
export function mayReceive(credential: Pick<Credential, 'origin' | 'store'>, url: string): boolean {
  return whyRefused(credential, url) === null;
}

/** The same decision with its reason; null means that the credential may be used. */
export function whyRefused(credential: Pick<Credential, 'origin' | 'store'>, url: string): Refusal | null {
  const target = readUrl(url);
  if (target === null) return 'invalidUrl';
  // `blob:https://host/…` has the origin of the host, too.
  if (target.protocol !== 'https:' && target.protocol !== 'http:') return 'notHttp';
  // Never ours: it would add a password to a signed request, and mostly it is there to deceive the eye.
  if (target.username !== '' || target.password !== '') return 'userInfo';
  if (target.protocol === 'http:' && !isLoopbackHost(target.hostname)) return 'plainHttp';
  if (target.origin === credential.origin) return null;
  if (credential.store === 'builtin' && sandboxTwin(target) === credential.origin) return null;
  return 'otherOrigin';
}

/** For the built-in sandbox credentials alone `localhost` and `127.0.0.1` are one origin. */
function sandboxTwin(target: URL): string | null {
  return target.hostname === 'localhost' ? target.origin.replace('//localhost', '//127.0.0.1') : null;
}

/** Whether requests to this URL or origin stay on this computer: 127.0.0.0/8, `[::1]`, `localhost`. */
export function isLoopback(url: string): boolean {
  const target = readUrl(url);
  return target !== null && isLoopbackHost(target.hostname);
}

/** @param hostname as the URL parser writes it: `0x7f.1` has become `127.0.0.1` by now */
function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/**
 * Reads an origin that a person typed. A path, query or user-info in it is a problem that says which origin to give
 * (cli.md, "Bound origin"); plain `http:` is for loopback only.
 * @returns the origin as the URL parser writes it: `https://host[:port]`
 */
export function parseOrigin(text: string): Result<string> {
  const typed = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const guess = asOrigin(`https://${typed}`);
    if (guess === null || guess.hostname === '') return invalid(typed);
    const suggestion = isLoopbackHost(guess.hostname) ? guess.origin.replace('https:', 'http:') : guess.origin;
    return { ok: false, problem: { code: 'origin.withoutScheme', args: { origin: suggestion } } };
  }
  if (scheme !== 'https' && scheme !== 'http') {
    return { ok: false, problem: { code: 'origin.scheme', args: { scheme } } };
  }
  const url = asOrigin(typed);
  if (url === null) return invalid(typed);
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    return {
      ok: false,
      problem: { code: 'origin.plainHttp', args: { origin: url.origin.replace('http:', 'https:') } },
    };
  }
  if (url.href !== `${url.origin}/`) {
    return { ok: false, problem: { code: 'origin.withMore', args: { origin: url.origin } } };
  }
  return { ok: true, value: url.origin };
}

/** Blanks, control characters and backslashes are repaired by the URL parser, but nobody means them in an origin. */
function asOrigin(text: string): URL | null {
  return /[\s\\\p{C}]/u.test(text) ? null : readUrl(text);
}

/**
 * A text as the WHATWG standard reads it; null for no URL. Not by `URL.canParse`: in Node 20 it says no to letters such as
 * `ü` once it has been called often enough to be optimized.
 */
export function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The text is not repeated: it may be a key in the wrong field. */
function invalid(typed: string): Result<string> {
  return { ok: false, problem: { code: typed === '' ? 'origin.empty' : 'origin.invalid' } };
}

import {
  type Credential,
  findSecretLeak,
  isLoopback,
  type KnownSecret,
  mayReceive,
  type OutgoingPart,
  whyRefused,
} from '../credentials';
import { isReplaced, type Plan } from './authorize';
import type { Failure } from './exchange';

/** A secret of the person, with what decides where it may go. */
export type GuardedSecret = KnownSecret & Pick<Credential, 'origin' | 'store'>;

/**
 * The last word before anything leaves (product section 1, "Where it may go"): plain http to other machines, a credential
 * towards a foreign origin, and a typed secret of ours towards a foreign origin are refused.
 * @param secrets all that this process knows
 * @returns null when the request may go
 */
export function refusal(plan: Plan, secrets: readonly GuardedSecret[]): Failure | null {
  const { request, credential } = plan;
  const { origin, url } = request;
  if (origin.startsWith('http:') && !isLoopback(origin)) {
    return { kind: 'refused', problem: { code: 'sending.plainHttp', args: { origin } } };
  }
  if (credential && whyRefused(credential, url) !== null) {
    const args = { name: credential.name, bound: credential.origin, origin };
    return { kind: 'refused', problem: { code: 'sending.foreignOrigin', args } };
  }
  const foreign = secrets.filter((known) => !mayReceive(known, url));
  const leak = foreign.length > 0 ? findSecretLeak(outgoing(plan), foreign) : null;
  if (!leak) return null;
  const bound = foreign.find((known) => known.credential === leak.credential)?.origin ?? '';
  const place = leak.where === 'header' ? `header ${leak.name}` : leak.where === 'url' ? 'address' : 'body';
  return {
    kind: 'refused',
    problem: { code: 'sending.secretLeak', args: { place, name: leak.credential, bound, origin } },
  };
}

/** What a person typed and what will leave: not the headers that ours take the place of. */
function outgoing(plan: Plan): OutgoingPart[] {
  const { url, headers, body } = plan.request;
  const leaving = headers.filter(([name]) => !isReplaced(plan, name));
  return [
    { where: 'url', content: url },
    ...leaving.map(([name, content]): OutgoingPart => ({ where: 'header', name, content })),
    { where: 'body', content: body },
  ];
}

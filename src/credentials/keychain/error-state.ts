import type { KeychainState } from '../stores/secret-store';

/** A question that was open for longer was seen, and dismissed, by a person; a refusal comes at once. */
const PERSON_MS = 1_000;

/** keytar's errors are texts of libsecret, GIO and macOS without a code (test-hosts.md, "Keychains"). */
const TEXTS: readonly (readonly [RegExp, KeychainState])[] = [
  [/autolaunch D-Bus|Could not connect|Failed to connect|Connection refused|connection is closed/i, 'noBus'],
  [/not provided by any \.service|ServiceUnknown|StartServiceByName|has no owner/i, 'noService'],
  [/does not exist at path|default keychain could not be found/i, 'noCollection'],
  [/locked collection|IsLocked|interaction is not allowed/i, 'locked'],
  [/dismissed|cancel+ed/i, 'dismissed'],
  [/timed? ?out|Timeout was reached|Did not receive a reply/i, 'timedOut'],
];

/**
 * Which state of the keychain an error of keytar speaks of.
 * @param elapsedMs how long the call took
 */
export function stateOfError(message: string, elapsedMs: number): KeychainState {
  const state = TEXTS.find(([pattern]) => pattern.test(message))?.[1] ?? 'unknown';
  return state === 'locked' ? lockedOrDismissed(elapsedMs) : state;
}

/** A collection that is locked after a call: nobody was asked, or somebody was and did not give the password. */
export function lockedOrDismissed(elapsedMs: number): KeychainState {
  return elapsedMs < PERSON_MS ? 'locked' : 'dismissed';
}

import type { Credential } from './model';

/** A token that ends within so many milliseconds is worth a word. */
const SOON_MS = 5 * 60_000;

/** `none`: it does not end, or does not say when. */
export type ExpiryState = 'none' | 'valid' | 'soon' | 'expired';

/**
 * Whether the token of a login still holds, by the clock of this computer. That clock may be wrong, so this is for showing;
 * what counts is the server's answer TOKEN_EXPIRED.
 * @param nowMs local time in milliseconds
 */
export function expiryState({ expires }: Pick<Credential, 'expires'>, nowMs: number): ExpiryState {
  if (expires === undefined) return 'none';
  const left = expires * 1000 - nowMs;
  if (left <= 0) return 'expired';
  return left < SOON_MS ? 'soon' : 'valid';
}

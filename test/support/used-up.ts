import { join } from 'node:path';
import { FileLedger, signAt } from '../../src/signing';

/** A request without a body, and what it is signed with. */
export interface SignedGet {
  readonly path: string;
  readonly secret: string;
}

/** Its signature for a second. */
export function signatureOf({ path, secret }: SignedGet, second: number): string {
  return signAt({ method: 'GET', path, body: Buffer.alloc(0) }, secret, second).signature;
}

/**
 * Uses up all signatures of a request that are possible now, and those of the next seconds.
 * @param folder the per-user folder
 * @returns the last second that was used up
 */
export async function useUp(folder: string, request: SignedGet, nextSeconds: number): Promise<number> {
  const ledger = new FileLedger(join(folder, 'ledger'), Date.now);
  const now = Math.floor(Date.now() / 1000);
  const last = now + 270 + nextSeconds;
  for (let second = now - 280; second <= last; second++) await ledger.reserve(signatureOf(request, second), second);
  return last;
}

import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Answer } from './exchange';

/** Deletes the file of an answer that was too large for memory, once nobody needs it; never throws. */
export async function discardBodyFile({ bodyFile }: Pick<Answer, 'bodyFile'>): Promise<void> {
  if (bodyFile !== null) await rm(dirname(bodyFile), { recursive: true, force: true }).catch(() => {});
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credential } from '../../../src/credentials';

/** A fresh folder for one test, and its removal. */
export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A stored credential of the live service. */
export function aCredential(name: string, over: Partial<Credential> = {}): Credential {
  return {
    id: `id-${name}`,
    name,
    kind: 'hmac',
    origin: 'https://restlink23telecom.com',
    keyHint: 'sk_prod_…i9j0',
    store: 'osKeychain',
    created: '2026-01-01T00:00:00.000Z',
    ...over,
  };
}

/** Waits until `condition` holds; fails after two seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const limit = Date.now() + 2_000;
  while (!(await condition())) {
    if (Date.now() > limit) throw new Error('it did not happen within two seconds');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

import { type Credential, DEFAULT_ORIGIN, type Secret } from '../../../src/credentials';
import { createLocalSender, type LocalSender } from '../../../src/engine';
import { temporaryFolder } from '../credentials/fixtures';

/** A sender on the real network with a ledger of its own; `stop` ends it and removes the ledger. */
export function startSender(): LocalSender & { stop(): void } {
  const { folder, remove } = temporaryFolder();
  const local = createLocalSender(folder, '1.2.3');
  return {
    ...local,
    stop: () => {
      local.dispose();
      remove();
    },
  };
}

/** A stored credential that goes with this secret. */
export function credentialFor(secret: Secret, origin = DEFAULT_ORIGIN, over: Partial<Credential> = {}): Credential {
  return {
    id: 'id',
    name: 'mine',
    kind: secret.kind,
    origin,
    keyHint: '…',
    store: 'osKeychain',
    created: '2026-01-01T00:00:00.000Z',
    ...over,
  };
}

/** Nobody stops anything. */
export const going = (): AbortSignal => new AbortController().signal;

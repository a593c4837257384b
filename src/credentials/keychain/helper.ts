// The process that alone touches the keychain (product.md section 3). It is started by client.ts with a minimal
// environment, takes requests over its IPC channel one after another, and ends when idle or when its parent is gone.

import { writeFileSync } from 'node:fs';
import { KeychainError, type KeychainState } from '../stores/secret-store';
import { collectionState } from './collection-state';
import { lockedOrDismissed, stateOfError } from './error-state';
import { type Keytar, loadKeytar } from './native';
import { type KeychainReply, type KeychainRequest, SERVICE } from './protocol';

/** So long the bus may take to say whether the collection is locked. */
const BUS_MS = 2_000;

/** Serves requests until the channel closes. @param idleMs after so long without a request it ends itself */
function serve(idleMs: number): void {
  let work: Promise<void> = Promise.resolve();
  let open = 0;
  const end = () => process.disconnect();
  let idle = setTimeout(end, idleMs);

  process.on('message', (request: KeychainRequest) => {
    clearTimeout(idle);
    open++;
    work = work.then(async () => {
      const reply = await answer(request);
      if (process.connected) process.send?.(reply);
      if (--open === 0) idle = setTimeout(end, idleMs);
    });
  });
  process.on('disconnect', () => {
    // An orderly exit waits for the thread that hangs in the keychain's library.
    if (open > 0) process.kill(process.pid, 'SIGKILL');
    process.exit(0);
  });
}

async function answer(request: KeychainRequest): Promise<KeychainReply> {
  const { id } = request;
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  try {
    const keytar = await load();
    const value = await perform(keytar, request);
    if (value === null || value === false) {
      const state = request.operation === 'set' ? null : await stateBehindNothing(elapsed());
      if (state !== null) return { id, ok: false, state, detail: '' };
    }
    return { id, ok: true, value };
  } catch (error) {
    if (error instanceof KeychainError) return { id, ok: false, state: error.state, detail: '' };
    const message = error instanceof Error ? error.message : String(error);
    return { id, ok: false, state: stateOfError(message, elapsed()), detail: oneLine(message, request) };
  }
}

async function load(): Promise<Keytar> {
  try {
    return await loadKeytar();
  } catch {
    throw new KeychainError('libraryMissing');
  }
}

async function perform(keytar: Keytar, request: KeychainRequest): Promise<string | boolean | null> {
  switch (request.operation) {
    case 'get':
      return keytar.getPassword(SERVICE, request.account);
    case 'delete':
      return keytar.deletePassword(SERVICE, request.account);
    case 'set':
      await keytar.setPassword(SERVICE, request.account, request.value);
      return null;
  }
}

/** Nothing found may mean locked (Linux only); null when the entry is really not there. */
async function stateBehindNothing(elapsedMs: number): Promise<KeychainState | null> {
  const uid = process.getuid?.();
  if (process.platform !== 'linux' || uid === undefined) return null;
  switch (await collectionState(process.env, uid, BUS_MS)) {
    case 'unlocked':
      return null;
    case 'none':
      return 'noCollection';
    case 'locked':
      return lockedOrDismissed(elapsedMs);
    case 'unknown':
      return 'lockedOrMissing';
  }
}

/** What the system said, fit to be shown; were it to quote the secret, nothing. */
function oneLine(message: string, request: KeychainRequest): string {
  if (request.operation === 'set' && message.includes(request.value)) return '';
  return message.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 200);
}

/** Beside the limit of client.ts: a dump that is piped to a crash reporter ignores it, so no memory goes into one. */
function keepMemoryOutOfDumps(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch {
    // a kernel without core dumps
  }
}

if (process.send) {
  keepMemoryOutOfDumps();
  serve(Number(process.argv[2]));
}

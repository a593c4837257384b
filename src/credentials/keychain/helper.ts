// The process that alone touches the keychain (product.md section 3). It is started by client.ts with a minimal
// environment, takes requests over its IPC channel one after another, and ends when idle or when its parent is gone.

import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { KeychainError, type KeychainState } from '../stores/secret-store';
import { type CollectionState, collectionState } from './collection-state';
import { lockedOrDismissed, stateOfError } from './error-state';
import { type Keytar, loadKeytar } from './native';
import { type KeychainReply, type KeychainRequest, SERVICE } from './protocol';

/** So long the bus may take to say whether the collection is locked. */
const BUS_MS = 2_000;
/** So often it is asked whether a collection was unlocked. */
const LOOK_AGAIN_MS = 500;

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
    const value = await patiently(() => perform(keytar, request));
    const state = onLinux() ? await stateBehind(keytar, request, value, elapsed()) : null;
    return state === null ? { id, ok: true, value } : { id, ok: false, state, detail: '' };
  } catch (error) {
    if (error instanceof KeychainError) return { id, ok: false, state: error.state, detail: '' };
    const message = messageOf(error);
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

/**
 * A call over D-Bus ends after 25 s, which can be too early: KeePassXC lets a search wait for its password. The person
 * has as long as client.ts gives them; once they have unlocked it, the call is made once more.
 */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!onLinux() || stateOfError(messageOf(error), 0) !== 'timedOut') throw error;
    let state = await collection();
    if (state !== 'locked') throw error;
    while (state === 'locked') {
      await delay(LOOK_AGAIN_MS);
      state = await collection();
    }
    return call();
  }
}

/**
 * What a call came to that ended without an error, which says little on Linux: libsecret finds nothing in a collection
 * that is locked, and takes a question that was dismissed for success.
 * @returns null when it did what it was asked for
 */
async function stateBehind(
  keytar: Keytar,
  request: KeychainRequest,
  value: string | boolean | null,
  elapsedMs: number,
): Promise<KeychainState | null> {
  const { operation } = request;
  if (operation === 'get' && value !== null) return null;
  const state = await collection();
  if (state === 'locked') return lockedOrDismissed(elapsedMs);
  if (operation === 'get' || value === false) {
    if (state === 'none') return 'noCollection';
    if (state === 'unknown') return 'lockedOrMissing';
  }
  if (operation === 'get') return null;
  const kept = await keytar.getPassword(SERVICE, request.account);
  return kept === (operation === 'set' ? request.value : null) ? null : 'dismissed';
}

function collection(): Promise<CollectionState> {
  return collectionState(process.env, process.getuid?.() ?? 0, BUS_MS);
}

function onLinux(): boolean {
  return process.platform === 'linux';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What the system said, fit to be shown; were it to quote the secret, nothing. */
function oneLine(message: string, request: KeychainRequest): string {
  if (request.operation === 'set' && message.includes(request.value)) return '';
  return message.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 200);
}

/** Beside the limit of client.ts: a dump that is piped to a crash reporter ignores it, so no memory goes into one. */
function keepMemoryOutOfDumps(): void {
  if (!onLinux()) return;
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

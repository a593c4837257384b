import type { Problem } from '../messages';
import type { Credential } from './model';
import { checkName } from './names';
import { parseOrigin } from './origin';
import { readWorkspace } from './workspace';

/** An entry as it stands in the file, with whatever members a newer version gave it. */
export type RawEntry = Record<string, unknown>;

/** `credentials.json` as it stands, with whatever members a newer version gave it. */
export interface IndexDocument {
  [member: string]: unknown;
  credentials: unknown[];
}

/** Reads the text of the file; null when it is damaged. */
export function parseIndex(text: string): IndexDocument | null {
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const credentials = (document as { credentials?: unknown } | null)?.credentials;
    return Array.isArray(credentials) ? (document as IndexDocument) : null;
  } catch {
    return null;
  }
}

/** What the index holds, and what of it could not be read. */
export interface IndexContent {
  readonly credentials: readonly Credential[];
  /** Set when the file, or some of its entries, cannot be read; the rest is listed all the same. */
  readonly problem: Problem | null;
}

/** The entries that are objects, to be changed in place. */
export function rawEntries(document: IndexDocument): RawEntry[] {
  return document.credentials.filter((raw): raw is RawEntry => typeof raw === 'object' && raw !== null);
}

/** The entries of the file that can be used; one that is damaged, unknown or doubled is skipped and told of. */
export function listEntries(document: IndexDocument, file: string): IndexContent {
  const credentials: Credential[] = [];
  for (const raw of document.credentials) {
    const credential = readEntry(raw);
    if (credential === null || credentials.some(({ id }) => id === credential.id)) continue;
    const names = credentials.map(({ name }) => name);
    if (checkName(credential.name, names) === null) credentials.push(credential);
  }
  const skipped = document.credentials.length - credentials.length;
  return {
    credentials,
    problem: skipped === 0 ? null : { code: 'credentials.skipped', args: { file, count: skipped } },
  };
}

/** What is written of a credential: these members and no other, so that nothing secret can slip in. */
export function toEntry({ id, name, kind, origin, keyHint, store, created, expires, workspace }: Credential): RawEntry {
  const chosen = readWorkspace(workspace);
  return {
    ...{ id, name, kind, origin, keyHint, store, created },
    ...(expires === undefined ? {} : { expires }),
    ...(chosen === null ? {} : { workspace: chosen }),
  };
}

/** An entry of the file as a credential; null for one that was damaged or not written by us. */
export function readEntry(raw: unknown): Credential | null {
  const { id, name, kind, origin, keyHint, store, created, expires, workspace } = (raw ?? {}) as RawEntry;
  if (typeof id !== 'string' || id === '' || typeof name !== 'string' || typeof origin !== 'string') return null;
  if (kind !== 'apiKey' && kind !== 'hmac' && kind !== 'jwt') return null;
  // Built-in, session and environment credentials are never stored: an entry that says so was not written by us.
  if (store !== 'osKeychain' && store !== 'secretStorage') return null;
  const parsed = parseOrigin(origin);
  if (!parsed.ok || parsed.value !== origin) return null;
  const chosen = kind === 'jwt' ? readWorkspace(workspace) : null;
  return {
    id,
    name,
    kind,
    origin,
    store,
    keyHint: typeof keyHint === 'string' ? keyHint : '…',
    created: typeof created === 'string' ? created : new Date(0).toISOString(),
    ...(typeof expires === 'number' ? { expires } : {}),
    ...(chosen === null ? {} : { workspace: chosen }),
  };
}

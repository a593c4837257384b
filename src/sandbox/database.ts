import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { SandboxError } from './sandbox-error';
import type { SavedState } from './saved-state';

/** Told apart from later formats of the file. */
const VERSION = 1;

/** The file behind `--db`: one JSON text, replaced as a whole. */
export class Database {
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | null = null;

  constructor(private readonly file: string) {}

  /**
   * The state as it was left, or null where there is no file yet.
   * @throws SandboxError `sandbox.dbDamaged`, `sandbox.dbUnreadable`; the file is left as it is
   */
  async read(): Promise<SavedState | null> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw new SandboxError({ code: 'sandbox.dbUnreadable', args: { file: this.file, reason: codeOf(error) } });
    }
    const state = readState(text);
    if (!state) throw new SandboxError({ code: 'sandbox.dbDamaged', args: { file: this.file } });
    return state;
  }

  /** First write, before anything relies on it. @throws SandboxError `sandbox.dbUnwritable` */
  async prove(state: SavedState): Promise<void> {
    try {
      await this.write(() => state);
    } catch (error) {
      throw new SandboxError({ code: 'sandbox.dbUnwritable', args: { file: this.file, reason: codeOf(error) } });
    }
  }

  /**
   * Writes the state by temporary file and rename, mode 0600. Calls that come while one write runs share the next one.
   * @param state asked for when the write begins
   */
  write(state: () => SavedState): Promise<void> {
    if (this.#waiting) return this.#waiting;
    const next = this.#writing
      .catch(() => {})
      .then(() => {
        this.#waiting = null;
        return this.#replace(JSON.stringify({ version: VERSION, ...state() }));
      });
    this.#waiting = next;
    this.#writing = next;
    return next;
  }

  /** Waits for writes that are under way; how they ended is told to those who asked for them. */
  async settle(): Promise<void> {
    await this.#writing.catch(() => {});
  }

  async #replace(text: string): Promise<void> {
    const temporary = `${this.file}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.file);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      throw error;
    }
  }
}

/** Reads the saved text; null for anything that this sandbox did not write. */
function readState(text: string): SavedState | null {
  try {
    const { version, anchor, balance, messages, webhooks = [] } = JSON.parse(text) as Record<string, unknown>;
    if (version !== VERSION || !Number.isFinite(anchor) || !Number.isFinite(balance) || !Array.isArray(messages)) {
      return null;
    }
    if (!messages.every(isMessage) || !Array.isArray(webhooks) || !webhooks.every(isWebhooks)) return null;
    return { anchor: Number(anchor), balance: Number(balance), messages, webhooks };
  } catch {
    return null;
  }
}

const texts = ['id', 'telecomId', 'source', 'recipient', 'country', 'sender', 'text', 'outcome'];
const numbers = ['workspace', 'segments', 'cost', 'created', 'clicks'];

function isMessage(raw: unknown): raw is SavedState['messages'][number] {
  if (typeof raw !== 'object' || raw === null) return false;
  const members = raw as Record<string, unknown>;
  return (
    texts.every((name) => typeof members[name] === 'string') &&
    numbers.every((name) => Number.isFinite(members[name])) &&
    ['billed', 'action'].every((name) => typeof members[name] === 'boolean')
  );
}

function isWebhooks(raw: unknown): raw is SavedState['webhooks'][number] {
  if (!Array.isArray(raw) || !Number.isFinite(raw[0])) return false;
  const { urls, fields, uniqueClicksOnly, secret } = (raw[1] ?? {}) as Record<string, unknown>;
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;
  const isSecret = secret === null || typeof secret === 'string';
  return isObject(urls) && isObject(fields) && typeof uniqueClicksOnly === 'boolean' && isSecret;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { SandboxError } from '../basics/sandbox-error';
import type { SavedState } from './saved-state';

/** Told apart from later formats of the file. */
const VERSION = 2;

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
    const { version, ...state } = JSON.parse(text) as Record<string, unknown>;
    const isWhole = version === VERSION && ['anchor', 'balance', 'forgotten'].every((name) => isNumber(state[name]));
    const isKnown = Object.entries(lists).every(([name, isItem]) => {
      const list = state[name];
      return Array.isArray(list) && list.every(isItem);
    });
    return isWhole && isKnown ? (state as unknown as SavedState) : null;
  } catch {
    return null;
  }
}

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => Number.isFinite(value);
const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isObject: Check = (value) => typeof value === 'object' && value !== null;
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

/** Checks an object: each of these members has to be there. */
function shape(members: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(members);
  return (value) => isObject(value) && checks.every(([name, check]) => check((value as Record<string, unknown>)[name]));
}

/** Checks that share a rule. */
function all(check: Check, ...names: readonly string[]): Record<string, Check> {
  return Object.fromEntries(names.map((name) => [name, check]));
}

const isMessage = shape({
  ...all(isText, 'id', 'telecomId', 'source', 'recipient', 'country', 'sender', 'text', 'outcome'),
  ...all(isNumber, 'workspace', 'segments', 'cost', 'created', 'clicks', 'actions'),
  billed: isFlag,
  clickedAt: orNull(isNumber),
  action: orNull(shape({ type: isText, at: isNumber })),
});

const isSettings = shape({
  ...all(isObject, 'urls', 'fields'),
  uniqueClicksOnly: isFlag,
  secret: orNull(isText),
});

/** The lists of the state, and what is in each. */
const lists: Readonly<Record<string, Check>> = {
  messages: isMessage,
  changed: isMessage,
  charges: shape(all(isNumber, 'at', 'amount', 'messages')),
  webhooks: (raw) => Array.isArray(raw) && isNumber(raw[0]) && isSettings(raw[1]),
  jobs: shape({
    ...all(isText, 'id', 'channel', 'messageId'),
    ...all(isNumber, 'workspace', 'at', 'due', 'attempt'),
    action: orNull(isText),
  }),
  attempts: shape({
    ...all(isText, 'channel', 'messageId', 'url'),
    ...all(isNumber, 'id', 'workspace', 'attempt', 'at', 'ms'),
    isTest: isFlag,
    status: orNull(isNumber),
    error: orNull(isText),
  }),
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

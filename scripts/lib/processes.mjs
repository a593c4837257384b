// Child processes that can be ended with everything they started.

import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from './progress.mjs';

const GRACE_MS = 4000;
const PARENT_CHECK_MS = 500;
const MARK = 'RESTLINK_RUN';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] default: the current folder
 * @property {NodeJS.ProcessEnv} [env] the whole environment; default: this process's
 * @property {string} [log] a file that gets the output instead of the terminal
 * @property {(line: string) => void} [onLine] called for each line of output
 * @property {number} [limitMs] the process is ended when it takes longer
 */

/** Starts processes, each leading a group of its own, and ends all that are left. */
export class Processes {
  /** @type {Set<import('node:child_process').ChildProcess>} */
  #running = new Set();
  #mark = randomUUID();
  #stopping = false;

  /** Whether everything is being ended; nothing can be started any more. */
  get stopping() {
    return this.#stopping;
  }

  /**
   * Starts a process that goes on until `stop` or its own end.
   * @param {string} command
   * @param {string[]} args
   * @param {RunOptions} [options]
   */
  start(command, args, options = {}) {
    if (this.#stopping) throw new Failure('Interrupted.');
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...(options.env ?? process.env), [MARK]: this.#mark },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32' && /^(npm|npx)$/.test(command),
    });
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    child.once('error', () => this.#running.delete(child));
    pipeOutput(child, options);
    return child;
  }

  /**
   * Runs a process to its end.
   * @param {string} command
   * @param {string[]} args
   * @param {RunOptions} [options]
   * @returns {Promise<number>} its exit code; 128 when a signal or the time limit ended it
   */
  async run(command, args, options = {}) {
    const child = this.start(command, args, options);
    const timer = options.limitMs ? setTimeout(() => endGroup(child, 'SIGTERM', GRACE_MS), options.limitMs) : undefined;
    try {
      return await new Promise((resolve, reject) => {
        child.once('error', (error) => reject(new Failure(`${command} could not be started: ${error.message}`)));
        child.once('close', (code) => resolve(code ?? 128));
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Runs a process that has to succeed.
   * @param {string} command
   * @param {string[]} args
   * @param {RunOptions} [options]
   */
  async mustRun(command, args, options = {}) {
    const code = await this.run(command, args, options);
    if (code === 0) return;
    const where = options.log ? `\nThe end of ${options.log}:\n${lastLines(options.log, 25)}` : '';
    throw new Failure(`\`${[command, ...args].join(' ')}\` failed with exit code ${code}.${where}`);
  }

  /**
   * Ends one process and its group.
   * @param {import('node:child_process').ChildProcess} child
   */
  async stop(child) {
    await endGroup(child, 'SIGTERM', GRACE_MS);
  }

  /** Ends every group that still runs, then (on Linux) whatever left its group but carries our mark. */
  async stopAll() {
    this.#stopping = true;
    await Promise.all([...this.#running].map((child) => endGroup(child, 'SIGTERM', GRACE_MS)));
    await endMarked(this.#mark);
  }

  /**
   * Ends everything on Ctrl+C, on a closed terminal and on SIGTERM, then exits with 130. Under npm also when npm's shell
   * is gone: a signal that is sent to npm alone ends that shell and never reaches us.
   * @param {() => void} [before] called first
   */
  stopOnSignals(before) {
    const stop = async () => {
      if (this.#stopping) return;
      this.#stopping = true;
      before?.();
      await this.stopAll();
      process.exit(130);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MS).unref();
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {RunOptions} options
 */
function pipeOutput(child, { log, onLine }) {
  if (log) mkdirSync(dirname(log), { recursive: true });
  const file = log ? createWriteStream(log, { flags: 'a' }) : undefined;
  let rest = '';
  for (const [stream, terminal] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text) => {
      if (file) file.write(text);
      else if (!onLine) terminal.write(text);
      if (!onLine) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
  }
  child.once('close', () => {
    if (rest !== '') onLine?.(rest);
    file?.end();
  });
}

/**
 * Signals a whole group, and kills what is left of it after the grace period.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 * @param {number} graceMs
 */
async function endGroup(child, signal, graceMs) {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  send(-pid, signal);
  const limit = Date.now() + graceMs;
  while (send(-pid, 0) && Date.now() < limit) await delay(25);
  send(-pid, 'SIGKILL');
}

/** @param {string} mark */
async function endMarked(mark) {
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    const pids = marked(mark);
    if (pids.length === 0) return;
    for (const pid of pids) send(pid, signal);
    const limit = Date.now() + GRACE_MS / 2;
    while (marked(mark).length > 0 && Date.now() < limit) await delay(50);
  }
}

/**
 * @param {string} mark
 * @returns {number[]} processes of this user that inherited the mark; none where there is no /proc
 */
function marked(mark) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return pid !== process.pid && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${MARK}=${mark}`);
      } catch {
        return false; // gone, or another user's
      }
    });
}

/**
 * @param {number} pid negative: a group
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether somebody was there
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} file
 * @param {number} count
 */
function lastLines(file, count) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

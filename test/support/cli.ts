// Runs the command line as people and scripts do: `node dist/cli.js` as a process of its own, in a folder of its own.

import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const cliPath = resolve(__dirname, '../../dist/cli.js');

/** What a run left behind. */
export interface Run {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

export interface RunOptions {
  /** Added to the bare environment of the place; undefined takes a variable away. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Another Node than that of the tests. */
  readonly node?: string;
  /** What stands in stdin, which is no terminal. */
  readonly input?: string;
  /** Told of the process as soon as it runs. */
  readonly onStart?: (child: ChildProcessWithoutNullStreams) => void;
}

/** A folder with files to run on, and an own home, per-user folder and folder for temporary files. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'restlink-cli-'));
  readonly work = join(this.folder, 'work');
  /** The per-user folder. */
  readonly state = join(this.folder, 'state', 'restlink-sms');
  readonly tmp = join(this.folder, 'tmp');
  private readonly children = new Set<ChildProcessWithoutNullStreams>();

  /** @param base environment in which all runs take place, such as that of a keyring */
  constructor(private readonly base: NodeJS.ProcessEnv = {}) {
    for (const folder of [this.work, this.tmp]) mkdirSync(folder, { recursive: true });
  }

  /** Writes a file into the work folder. @returns its path */
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.work, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Starts the command line and leaves it running; `stop` ends it. */
  start(args: readonly string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
    const child = spawn(options.node ?? process.execPath, [cliPath, ...args], {
      cwd: options.cwd ?? this.work,
      env: {
        ...this.base,
        PATH: process.env.PATH,
        HOME: join(this.folder, 'home'),
        XDG_STATE_HOME: join(this.folder, 'state'),
        TMPDIR: this.tmp,
        ...options.env,
      },
    });
    this.children.add(child);
    child.once('close', () => this.children.delete(child));
    return child;
  }

  /** Runs the command line to its end. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    const began = Date.now();
    const child = this.start(args, options);
    options.onStart?.(child);
    child.stdin.on('error', () => undefined); // it may have ended without reading
    child.stdin.end(options.input ?? '');
    return new Promise((done, fail) => {
      const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.once('error', fail);
      child.once('close', (code) =>
        done({
          code,
          stdout: Buffer.concat(stdout).toString('utf8'),
          stderr: Buffer.concat(stderr).toString('utf8'),
          ms: Date.now() - began,
        }),
      );
    });
  }

  /** Starts a sandbox. @returns its address, once it listens */
  async sandbox(...args: readonly string[]): Promise<{ url: string; child: ChildProcessWithoutNullStreams }> {
    const child = this.start(['sandbox', '--port', '0', ...args]);
    child.stderr.resume();
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      // Stays on: a sandbox that nobody reads any more would end.
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk;
        const end = text.indexOf('\n');
        if (end >= 0) resolve(text.slice(0, end));
      });
      child.once('close', () => reject(new Error('the sandbox did not start')));
    });
    return { url, child };
  }

  /** Ends what still runs and removes everything. */
  async stop(): Promise<void> {
    for (const child of this.children) {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The lines of stdout, each read as JSON; fails for a line that is none. */
export function jsonLines<T = Record<string, unknown>>({ stdout }: Pick<Run, 'stdout'>): T[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** What is to be signed by somebody else. */
export interface ToSign {
  readonly secret: string;
  readonly message: Buffer;
}

/** HMAC-SHA256 of all of them as hex, by Python, in one process. */
export function pythonSignatures(all: readonly ToSign[]): string[] {
  const program = [
    'import hashlib, hmac, json, sys',
    'for secret, message in json.load(sys.stdin):',
    '    print(hmac.new(bytes.fromhex(secret), bytes.fromhex(message), hashlib.sha256).hexdigest())',
  ].join('\n');
  const input = all.map(({ secret, message }) => [Buffer.from(secret).toString('hex'), message.toString('hex')]);
  const output = execFileSync('python3', ['-c', program], { input: JSON.stringify(input), encoding: 'utf8' });
  return output.trim().split('\n');
}

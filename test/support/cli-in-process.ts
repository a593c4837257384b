// The command line in this process: the same program, with a terminal that keeps what is printed. For many cases with one
// server; what depends on being a process (exit codes, pipes, signals) is tested on the built file, see cli.ts.

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliContext } from '../../src/cli/context';
import { runProgram } from '../../src/cli/program';
import type { Styled, Terminal } from '../../src/cli/terminal';
import { visible } from '../../src/cli/visible';
import { CredentialIndex, CredentialVault, SessionStore } from '../../src/credentials';
import { createLocalSender, type LocalSender } from '../../src/engine';

/** What a run printed, and how it ended. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  /** The lines of stderr. */
  readonly messages: readonly string[];
}

/** What is said of an answer, without what is said of the attempts before it. */
export function explanationIn({ messages }: Printed): readonly string[] {
  return messages.filter((line) => !/^(?:The server answered .* Sending again in|It went out \d+ times)/.test(line));
}

/** A folder, a sender that waits for nothing, and a keychain in memory, in which commands run. */
export class CliInProcess {
  readonly folder = mkdtempSync(join(tmpdir(), 'restlink-in-process-'));
  private readonly state = join(this.folder, 'state');
  private readonly local: LocalSender = createLocalSender(this.state, '1.2.3', async () => undefined);
  private readonly keychain = new SessionStore();

  constructor() {
    mkdirSync(this.state, { recursive: true });
  }

  /** @param env the `RESTLINK_*` variables */
  vault(environment: Parameters<CliContext['vault']>[0] = null): CredentialVault {
    return new CredentialVault({
      index: new CredentialIndex(this.state, Date.now),
      stores: { osKeychain: this.keychain },
      sandbox: { running: async () => null, watch: () => ({ dispose: () => undefined }) },
      environment,
      now: Date.now,
      newId: randomUUID,
    });
  }

  /** Sends the only request of a `.http` text. */
  send(text: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Printed> {
    const path = join(this.folder, 'request.http');
    writeFileSync(path, text);
    return this.run(['send', path, '--yes', ...args], env);
  }

  async run(argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Printed> {
    const stdout: string[] = [];
    const messages: string[] = [];
    const terminal: Terminal = {
      interactive: false,
      result: (...parts: readonly (string | Styled)[]) =>
        void stdout.push(parts.map((part) => visible(typeof part === 'string' ? part : part[1])).join('')),
      message: (text) => void messages.push(...visible(text).split('\n')),
      ask: async () => null,
      readLines: async () => [],
      readBytes: async () => Buffer.alloc(0),
    };
    const code = await runProgram([...argv], '1.2.3', () => ({
      terminal,
      env,
      cwd: this.folder,
      version: '1.2.3',
      folder: this.state,
      vault: (environment) => this.vault(environment),
      sender: this.local.sender,
      stopped: new AbortController().signal,
      now: Date.now,
      randomBytes,
    }));
    return { code, stdout: stdout.join('\n'), messages };
  }

  stop(): void {
    this.local.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

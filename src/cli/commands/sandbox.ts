import { announceSandbox, withdrawSandbox } from '../../credentials';
import { sentence } from '../../messages';
import type { Fault, RequestRecord, Sandbox } from '../../sandbox';
import type { CliContext } from '../context';
import { CommandError } from '../exit';
import type { Terminal } from '../terminal';

export interface SandboxCommandOptions {
  readonly port: number;
  readonly db?: string;
  readonly fault: readonly string[];
  readonly json?: true;
}

/** `restlink sandbox`: runs until it is stopped (cli: `sandbox`). */
export async function sandboxCommand(context: CliContext, options: SandboxCommandOptions): Promise<number> {
  const { terminal, folder, now, stopped } = context;
  // Loaded on first use: no other command needs a server.
  const { startSandbox, parseFault, SandboxError } = await import('../../sandbox');
  const faults = options.fault.map((text): Fault => {
    const parsed = parseFault(text);
    if ('problem' in parsed) throw new CommandError(sentence(parsed.problem));
    return parsed.fault;
  });
  const print = options.json ? printJson : printText;
  let sandbox: Sandbox;
  try {
    sandbox = await startSandbox({
      port: options.port,
      faults,
      ...(options.db !== undefined && { db: options.db }),
      onRequest: (record) => print.request(terminal, record),
    });
  } catch (error) {
    if (error instanceof SandboxError) throw new CommandError(sentence(error.problem));
    throw error;
  }
  const own = { port: sandbox.port, pid: process.pid };
  try {
    await announceSandbox(folder, own, now);
    print.started(terminal, sandbox);
    if (!stopped.aborted) await new Promise<void>((resolve) => stopped.addEventListener('abort', () => resolve()));
    await withdrawSandbox(folder, own, now);
  } finally {
    await sandbox.stop();
  }
  return 0;
}

const printJson = {
  started: (terminal: Terminal, { url, port, credentials }: Sandbox) =>
    terminal.result(JSON.stringify({ url, port, credentials })),
  request: (terminal: Terminal, record: RequestRecord) => terminal.result(JSON.stringify(record)),
};

const printText = {
  started(terminal: Terminal, { url, credentials, trackerToken }: Sandbox): void {
    terminal.result(url);
    terminal.message('The sandbox runs. Ctrl+C stops it. Its credentials, which work nowhere else:');
    for (const { name, kind, key, secret, permissions } of credentials) {
      terminal.message(
        `  ${name} (${kind}): key ${key}${secret ? `, secret ${secret}` : ''}, may ${permissions.join(', ')}`,
      );
    }
    terminal.message('  portal login: demo, password demo');
    terminal.message(`  tracker: X-Api-Token ${trackerToken}`);
  },
  request(terminal: Terminal, { method, path, status, errorCode, ms }: RequestRecord): void {
    const outcome = status === null ? 'no answer' : `${status}${errorCode ? ` ${errorCode}` : ''}`;
    terminal.result(`${method} ${path} ${outcome} ${Math.round(ms)} ms`);
  },
};

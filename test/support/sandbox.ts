import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/lib/project.mjs';

export interface RunningSandbox {
  readonly url: string;
  readonly port: number;
  /** One entry per request served so far, as the sandbox reports them (`restlink sandbox --json`). */
  readonly served: readonly Record<string, unknown>[];
  stop(): Promise<void>;
}

/**
 * Starts the built `restlink sandbox --json` on a free port.
 * @param env of the person who starts it, so that the extension or command line of the same person finds it
 * @param options more of the command's options, `--fault latency=3000`
 */
export async function startSandbox(env: NodeJS.ProcessEnv, options: readonly string[] = []): Promise<RunningSandbox> {
  const command = [join(root, 'dist', 'cli.js'), 'sandbox', '--port', '0', '--json', ...options];
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const served: Record<string, unknown>[] = [];
  const lines = createInterface({ input: child.stdout });
  const address = await new Promise<{ url: string; port: number }>((resolve, reject) => {
    lines.once('line', (first) => {
      resolve(JSON.parse(first) as { url: string; port: number });
      lines.on('line', (line) => served.push(JSON.parse(line) as Record<string, unknown>));
    });
    child.once('exit', (code) => reject(new Error(`the sandbox ended with exit code ${code}`)));
    child.once('error', reject);
  });
  return {
    ...address,
    served,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

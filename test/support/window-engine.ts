// The engine of an editor window as a process of its own: sends one request so many times at once and prints the statuses.
// Arguments: per-user folder, address of the sandbox, how many.

import type { Credential } from '../../src/credentials';
import { createLocalSender } from '../../src/engine';
import { simpleRequest } from '../../src/request';

const [folder = '', origin = '', count = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const { sender, dispose } = createLocalSender(folder, '1.2.3');
  const [keyHint, created] = ['sk_test_…gned', '2026-01-01T00:00:00Z'];
  const credential: Credential = { id: 'w', name: 'w', kind: 'hmac', origin, keyHint, store: 'builtin', created };
  const plan = {
    request: simpleRequest('GET', `${origin}/api/v1/user/balance`),
    credential,
    secret: { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' },
  } as const;
  const options = { timeoutMs: 30_000, signal: new AbortController().signal, secrets: [] };
  const exchanges = await Promise.all(Array.from({ length: Number(count) }, () => sender.send(plan, options)));
  dispose();
  process.stdout.write(JSON.stringify(exchanges.map(({ answer }) => answer?.status ?? null)));
}

void main();

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credential, Secret } from '../../src/credentials';
import { createLocalSender } from '../../src/engine';
import { simpleRequest } from '../../src/request';
import { compareAll, type Figure, inTurn } from './measure';

const SERIES = 5;
/** In each, after a tenth of as many that are not counted. */
const SENDS = 2000;

/** Sign, reserve and send over keep-alive loopback against the bare `fetch` of the same request. */
export async function sendingOverLoopback(): Promise<readonly Figure[]> {
  const answer = Buffer.from(JSON.stringify({ balance: 1250.5, currency: 'EUR', updated: '2026.02.13 10:15:00' }));
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('Content-Type', 'application/json');
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), 'restlink-bench-'));
  const { sender, dispose } = createLocalSender(folder, 'bench');
  const secret: Secret = { kind: 'hmac', key: 'sk_test_bench', secret: 'bench' };
  const credential: Credential = {
    id: 'bench',
    name: 'bench',
    kind: 'hmac',
    origin,
    keyHint: 'sk_test_…',
    store: 'session',
    created: '2026-01-01T00:00:00Z',
  };
  const url = `${origin}/api/v1/sms/send`;
  const { signal } = new AbortController();
  let count = 0;
  try {
    // A body of its own each time, as in real use: identical requests would measure the search for a free second.
    const body = () =>
      Buffer.from(JSON.stringify({ to: ['+14155551234'], message: `Number ${count++}`, sender_id: 'MyApp' }));
    const ours = () =>
      sender.send(
        { request: simpleRequest('POST', url, [['Content-Type', 'application/json']], body()), credential, secret },
        { timeoutMs: 30_000, signal, secrets: [] },
      );
    const bare = async () => {
      const response = await fetch(url, {
        method: 'POST',
        body: body(),
        headers: { 'Content-Type': 'application/json' },
      });
      await response.arrayBuffer();
    };
    const series: (readonly [number[], number[]])[] = [];
    for (let i = 0; i < SERIES; i++) series.push(await inTurn(SENDS, ours, bare));
    return [
      compareAll('sign and send against bare fetch, median', series, 0.5, '≤ 1.10'),
      compareAll('sign and send against bare fetch, p99', series, 0.99, '≤ 1.25'),
    ];
  } finally {
    dispose();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

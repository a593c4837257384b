import assert from 'node:assert/strict';
import { askPlain, eventually, get, message, type Reply, send, withSandbox } from '../client';
import { Receiver } from '../receiver';

export type Row = Record<string, unknown>;

/** The message of the documentation. */
export const SAMPLE = 'api_42_1743667200123456789_a3f8b2c1d9e45f67';

/** `PUT /user/webhooks`. */
export function set(port: number, settings: unknown): Promise<Reply> {
  return askPlain(port, { method: 'PUT', target: '/api/v1/user/webhooks', body: JSON.stringify(settings) });
}

/** `POST /user/webhooks/test`. */
export function test(port: number, body?: unknown): Promise<Reply> {
  const target = '/api/v1/user/webhooks/test';
  return askPlain(port, { method: 'POST', target, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

/** Waits for so many rows of `GET /user/webhooks/logs`; there are no more. */
export async function logs(port: number, count: number): Promise<readonly Row[]> {
  const reply = await eventually(
    () => get(port, '/user/webhooks/logs'),
    ({ json }) => Number(json.total) >= count,
  );
  assert.equal(reply.json.total, count);
  return reply.json.logs as Row[];
}

/** Sends one message. @returns its id */
export async function sendOne(port: number, to = '+14155551234'): Promise<string> {
  const { json } = await send(port, { ...message, to: [to] });
  return (json.messages as { message_id: string }[])[0]?.message_id ?? '';
}

/** Runs the body of a suite with one sandbox on a standing clock, and a program that listens for its events. */
export function withReceiver() {
  let receiver = new Receiver();
  beforeEach(async () => {
    receiver = new Receiver();
    await receiver.listen();
  });
  afterEach(() => receiver.close());
  return { ...withSandbox(), receiver: () => receiver, hook: () => `${receiver.url}/hook` };
}

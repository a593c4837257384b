// Ten thousand sends over a line on which everything happens that can happen. Whatever it is, what a person is told must be
// true: measured against what the sandbox itself has kept.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credential, Secret } from '../../src/credentials';
import { explanationsOf } from '../../src/engine';
import { sentence } from '../../src/messages';
import { simpleRequest } from '../../src/request';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { createTransport, type Exchange, jsonMembers, PatientSender, type Plan, Sender } from '../../src/sending';
import { FileLedger, ServerClocks, steadyClock } from '../../src/signing';
import { CASE_HEADER, FaultProxy, type Incident } from '../support/fault-proxy';
import { injuries, refusals } from '../support/faults';

const SENDS = Number(process.env.FAULT_SENDS ?? 10_000);
const AT_ONCE = 64;
/** Set it to see the same again. */
const SEED = process.env.FAULT_SEED ?? randomBytes(4).toString('hex');
/** For those that are never answered, and for all others. */
const [SHORT_MS, LONG_MS] = [400, 60_000];

/** What a person is told about a send. */
type Told = 'accepted' | 'refused' | 'not sent' | 'unknown' | 'unexplained';

interface Report {
  readonly name: string;
  readonly told: Told;
  readonly attempts: number;
  readonly messageId: string | null;
  readonly said: string;
}

const secret: Secret = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' };

function toldBy({ answer, failure }: Exchange, said: string): Pick<Report, 'told' | 'messageId'> {
  const told = (told: Told) => ({ told, messageId: null });
  if (/\bnot known\b/.test(said)) return told('unknown');
  if (/^Not sent/.test(said)) return told('not sent');
  if (!answer) return told('unexplained');
  if (answer.status >= 300) return told('refused');
  if (failure && !/accepted/.test(said)) return told('unexplained');
  const [message] = (jsonMembers(answer.body).messages ?? []) as { message_id: string }[];
  return { told: 'accepted', messageId: message?.message_id ?? null };
}

describe('Ten thousand sends over a bad line', function () {
  this.timeout(180_000);
  let folder: string;
  let sandbox: Sandbox;
  let proxy: FaultProxy;
  const reports = new Map<string, Report>();
  /** Texts of the messages that the sandbox has kept, each with the ids under which it did. */
  const kept = new Map<string, string[]>();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'faults-'));
    const db = join(folder, 'sandbox.json');
    sandbox = await startSandbox({ db, requestsPerSecond: 1e6 });
    proxy = await FaultProxy.start({ seed: SEED, target: sandbox.port, share: 0.5, dropEvery: 40 });
    const agent = new http.Agent({ keepAlive: true });
    try {
      await sendAll(agent);
    } finally {
      agent.destroy();
      await proxy.stop();
      await sandbox.stop();
    }
    const { messages } = JSON.parse(readFileSync(db, 'utf8')) as { messages: { id: string; text: string }[] };
    // A full store forgets.
    assert.ok(messages.length < 10_000);
    for (const { id, text } of messages) kept.set(text, [...(kept.get(text) ?? []), id]);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  // Whoever sees it fail wants to see it again.
  afterEach(function () {
    if (this.currentTest?.state === 'failed') console.error(`  FAULT_SEED=${SEED} FAULT_SENDS=${SENDS}`);
  });

  async function sendAll(agent: http.Agent): Promise<void> {
    const steady = steadyClock();
    const transport = createTransport({
      now: steady,
      agent: () => agent,
      openSpill: () => Promise.reject(new Error('no answer here is large')),
    });
    // Nobody waits here for a second to pass.
    const delay = () => new Promise<void>((resolve) => setImmediate(resolve));
    const once = new Sender({
      ledger: new FileLedger(join(folder, 'ledger'), steady),
      clocks: new ServerClocks({ now: Date.now, steady }),
      transport,
      userAgent: 'restlink-sms/test',
      steady,
      delay,
    });
    const sender = new PatientSender(once, { delay, random: Math.random });
    let next = 0;
    const worker = async () => {
      while (next < SENDS) {
        const name = `case ${next++}`;
        reports.set(name, await send(sender, name));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  async function send(sender: PatientSender, name: string): Promise<Report> {
    const credential: Credential = {
      id: 'sandbox',
      name: 'sandbox',
      kind: 'hmac',
      origin: proxy.origin,
      keyHint: 'sk_test_…gned',
      store: 'builtin',
      created: '2026-01-01T00:00:00Z',
    };
    const body = Buffer.from(JSON.stringify({ to: ['+14155551234'], message: name, sender_id: 'MyApp' }));
    const headers = [
      ['Content-Type', 'application/json'],
      [CASE_HEADER, name],
    ] as const;
    const request = simpleRequest('POST', `${proxy.origin}/api/v1/sms/send`, headers, body);
    const plan: Plan = { request, credential, secret };
    const stop = new AbortController();
    const timeoutMs = proxy.willBeSilent(name) ? SHORT_MS : LONG_MS;
    const exchange = await sender.send(plan, { timeoutMs, signal: stop.signal, secrets: [], onRetry: () => undefined });
    const said = (await explanationsOf(exchange, plan)).map(sentence).join(' ');
    return { name, said, attempts: exchange.attempts, ...toldBy(exchange, said) };
  }

  const incidentsOf = (name: string) => proxy.incidents.get(name) ?? [];
  const history = ({ name, told, said }: Report) =>
    `${name}: ${
      incidentsOf(name)
        .map(({ fault, fate }) => `${fault} (${fate})`)
        .join(', then ') || 'never arrived'
    }; kept ${kept.get(name)?.length ?? 0} times; told ${told}: ${said}`;
  /** Fails with the first few of those that should not be. */
  const none = (what: string, wrong: (report: Report) => boolean) => {
    const found = [...reports.values()].filter(wrong);
    assert.equal(found.length, 0, `${found.length} times ${what}:\n${found.slice(0, 5).map(history).join('\n')}`);
  };

  it('has an end for each of them, and says of each what is known', () => {
    assert.equal(reports.size, SENDS);
    none('there were no words', ({ told, said }) => told !== 'accepted' && said === '');
    none('it was left open what is known', ({ told }) => told === 'unexplained');
  });

  it('meets every fault', () => {
    const met = new Set([...proxy.incidents.values()].flat().map(({ fault }) => fault));
    const missed = [...injuries, ...refusals].filter(({ name }) => !met.has(name));
    assert.deepEqual(SENDS < 5000 ? [] : missed, []);
    assert.ok(proxy.dropped > 0);
  });

  it('doubles none', () => none('a message was kept twice', ({ name }) => (kept.get(name)?.length ?? 0) > 1));

  it('reports as accepted what was accepted, and nothing else', () => {
    none('a message was called accepted that was not', ({ name, told }) => told === 'accepted' && !kept.has(name));
    none('it was another message', ({ name, messageId }) => messageId !== null && kept.get(name)?.[0] !== messageId);
  });

  it('reports none as refused, or as not sent, that was accepted', () =>
    none('it was accepted', ({ name, told }) => (told === 'refused' || told === 'not sent') && kept.has(name)));

  it('loses none: where the answer could be read, it was', () => {
    const readable = ({ name }: Report) => incidentsOf(name).at(-1)?.fate === 'through' && !proxy.willBeSilent(name);
    none('the answer was there', (report) => readable(report) && report.told !== 'accepted' && kept.has(report.name));
  });

  it('calls an outcome unknown only where the answer was lost', () => {
    const lost = ({ name, attempts }: Report) =>
      incidentsOf(name).length < attempts ||
      proxy.willBeSilent(name) ||
      incidentsOf(name).some(({ fate }) => fate !== 'through' && fate !== 'refused');
    none('nothing was lost', (report) => report.told === 'unknown' && !lost(report));
  });

  it('sends a second time only after a refusal that says that nothing was done', () => {
    const refused = ({ fate, status }: Incident) => fate === 'refused' || status === 401;
    none('it was sent again', ({ name }) => !incidentsOf(name).slice(0, -1).every(refused));
    const afterWaiting = [...kept.keys()].filter((name) => incidentsOf(name)[0]?.fault === '429');
    assert.ok(afterWaiting.length > 0, 'no 429 was followed by a message that was accepted');
  });
});

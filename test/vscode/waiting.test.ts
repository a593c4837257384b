// All signatures of a request within the allowed five minutes are used up: the editor waits, says why, and can be stopped.

import { strict as assert } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { commands, env, Range, type TextDocument } from 'vscode';
import { usedSignatures } from '../../src/engine';
import { Command, Scheme } from '../../src/vscode/ids';
import { signatureOf, useUp } from '../support/used-up';
import { until } from '../support/workbench/wait';
import type { Working } from './person';
import { Scene, SECRET } from './scene';

/** Longer than a wait that is short enough not to be shown. */
const BEYOND = 2;
const REASON =
  'All signatures of this request within the allowed 5 minutes are used up. One becomes free each second, so it goes on by itself in a few seconds.';

describe('a request whose signatures are used up', () => {
  const scene = Scene.here('waiting');
  let path = '';
  let last = 0;
  let count = 0;

  /** Of a request that no other test sends. */
  beforeEach(async () => {
    path = `/api/v1/sms/status/waiting-${++count}`;
    last = await useUp(scene.folder, { path, secret: SECRET }, BEYOND);
    await env.clipboard.writeText('as before');
  });

  const requests = (times: number) => `### Status\nGET {{baseUrl}}${path}\n\n`.repeat(times);
  const send = (document: TextDocument, line = 1) => commands.executeCommand(Command.send, document.uri, line);
  const copy = (document: TextDocument) => commands.executeCommand(Command.copySignedHeaders, document.uri, 1);
  const shown = (title: string) =>
    until<Working>(title, () => scene.person.working.find((one) => one.title === title && one.said.length > 0));

  /** Whether a second was used that became free meanwhile. */
  async function wasUsed(): Promise<boolean> {
    const used = usedSignatures(scene.folder);
    const seconds = Array.from({ length: 10 }, (_, i) => last + 1 + i);
    return (
      await Promise.all(seconds.map((second) => used.has(signatureOf({ path, secret: SECRET }, second))))
    ).includes(true);
  }

  it('waits with a reason and a Cancel, goes on by itself, and no longer says so then', async () => {
    const document = await scene.open(requests(1));
    const sending = send(document);
    const working = await shown(`Sending GET ${path}`);
    assert.deepEqual([working.said, working.cancellable, scene.served], [[REASON], true, []]);
    assert.deepEqual(await scene.lensTitles(document), ['$(loading~spin) Sending…', 'Cancel', 'Explain']);
    await sending;
    assert.deepEqual(
      scene.served.map(({ status }) => status),
      [404],
    );
    assert.deepEqual([working.said, await wasUsed()], [[REASON, ''], true]);
    await until('the end of the progress', () => working.over);
    assert.deepEqual(scene.person.told, []);
  });

  it('waits the same way for headers that are copied; a second click uses up no second signature', async () => {
    const document = await scene.open(requests(1));
    const copying = Promise.all([copy(document), copy(document)]);
    const working = await shown(`Signing GET ${path}`);
    assert.deepEqual([working.said, working.cancellable], [[REASON], true]);
    await copying;
    assert.match(scene.person.told[0]?.text ?? '', /^Signed headers copied\./);
    await until('the headers', async () => /^X-Signature: [0-9a-f]{64}$/m.test(await env.clipboard.readText()));
    assert.deepEqual([scene.person.told.length, scene.person.working.length, scene.served], [1, 1, []]);
  });

  it('is neither sent nor copied when the wait is cancelled, and nothing goes on in the background', async () => {
    const document = await scene.open(requests(1));
    const both = Promise.all([send(document), copy(document)]);
    for (const title of [`Sending GET ${path}`, `Signing GET ${path}`]) (await shown(title)).cancel();
    await both;
    assert.deepEqual(await scene.lensTitles(document), ['$(key) Sign and Send · sandbox', 'stopped', 'Explain']);
    // Until long after a signature has become free.
    await delay((last - 270 + 2) * 1000 - Date.now());
    assert.deepEqual([scene.served, await wasUsed(), scene.person.told], [[], false, []]);
    assert.equal(await env.clipboard.readText(), 'as before');
    assert.ok(scene.person.working.every(({ over }) => over));
  });

  it('tells how many wait and how long that takes, which becomes less with each that has gone', async () => {
    const document = await scene.open(requests(3));
    const sending = Promise.all([1, 4, 7].map((line) => send(document, line)));
    await until('three that wait', () => scene.person.working.filter(({ said }) => said.length > 0).length === 3);
    const [first] = scene.person.working;
    assert.match(
      first?.said[0] ?? '',
      /One becomes free each second, and 3 requests wait for it: .* within about 3 s\.$/,
    );
    await sending;
    assert.deepEqual(
      scene.served.map(({ status }) => status),
      [404, 404, 404],
    );
    const said = scene.person.working.flatMap((one) => one.said);
    assert.ok(
      said.some((text) => /2 requests wait for it: .* within about 2 s\.$/.test(text)) && said.includes(REASON),
    );
  });

  it('goes no further where its credential is gone meanwhile', async () => {
    const document = await scene.open(requests(1));
    const both = Promise.all([send(document), copy(document)]);
    for (const title of [`Sending GET ${path}`, `Signing GET ${path}`]) await shown(title);
    await scene.withdraw();
    try {
      await both;
      assert.deepEqual([scene.served, await wasUsed(), scene.person.told], [[], false, []]);
      assert.equal(await env.clipboard.readText(), 'as before');
    } finally {
      await scene.announce();
    }
  });

  it('is sent as what it was when it was clicked, also where credential, text and file are others or gone by then', async () => {
    const document = await scene.open(requests(1));
    const sending = send(document);
    const working = await shown(`Sending GET ${path}`);
    await commands.executeCommand(Command.useCredential, 'sandbox-readonly');
    try {
      await scene.edit(document, new Range(1, 0, 1, 3), 'DELETE');
      await document.save();
      await commands.executeCommand('workbench.action.closeAllEditors');
      await sending;
      assert.match(
        await scene.shows(Scheme.answer, /^HTTP/),
        /^HTTP\/1\.1 404 .* · signed as sandbox \(sk_test_…gned\)/,
      );
      assert.deepEqual(
        scene.served.map(({ method, status }) => [method, status]),
        [['GET', 404]],
      );
      await until('the end of the progress', () => working.over);
    } finally {
      await commands.executeCommand(Command.useCredential, 'sandbox');
    }
  });
});

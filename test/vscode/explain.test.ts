// *Explain Signature* and *Diagnose Failing Signature* inside the extension host.

import { strict as assert } from 'node:assert';
import { createHmac } from 'node:crypto';
import { commands, env, Position, Range, Selection, window, workspace } from 'vscode';
import { Command, Scheme } from '../../src/vscode/ids';
import { until } from '../support/workbench/wait';
import { KEY, Scene, SECRET } from './scene';

const BODY = '{"to":["+14155551234"],"message":"Hi","sender_id":"MyApp"}';
const SEND = `### Send\nPOST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n${BODY}\n`;

describe('signatures in the editor', () => {
  const scene = Scene.here('explain');
  const explained = (expected: RegExp) => scene.shows(Scheme.explanation, expected);
  const diagnosed = (expected: RegExp) => scene.shows(Scheme.diagnosis, expected);
  const messageIn = (text: string) => /^ {2}(POST\|.*)$/m.exec(text)?.[1] ?? '';
  const signatureIn = (text: string) => /^signature +([0-9a-f]{64})$/m.exec(text)?.[1];

  describe('an explanation', () => {
    it('shows the signature of its message, and neither sends nor reserves anything', async () => {
      const document = await scene.open(SEND);
      await commands.executeCommand(Command.explainSignature, document.uri, 1);
      const text = await explained(/signed as sandbox/);
      const message = messageIn(text).replaceAll('·', ' ');
      assert.match(message, /^POST\|\/api\/v1\/sms\/send\|\d{10}\|\{/);
      assert.equal(signatureIn(text), createHmac('sha256', SECRET).update(message).digest('hex'));
      assert.equal(window.activeTextEditor?.document, document, 'the focus stays in the file');
      assert.deepEqual(scene.served, []);
      assert.ok(!text.includes(SECRET));
    });

    it('follows the request through edits of its text, its name, its address, and of what stands above it', async () => {
      const document = await scene.open(SEND);
      await commands.executeCommand(Command.explainSignature, document.uri, 1);
      const before = await explained(/signed as sandbox/);
      await scene.edit(document, new Range(0, 0, 0, 0), '### Other\nGET {{baseUrl}}/api/v1/user/balance\n\n');
      await scene.edit(document, document.lineAt(4).range, 'PUT {{baseUrl}}/api/v1/sms/other');
      await explained(/ {2}PUT\|\/api\/v1\/sms\/other\|/);
      await scene.edit(document, document.lineAt(4).range, 'POST {{baseUrl}}/api/v1/sms/send');
      await scene.edit(
        document,
        new Range(scene.end(document), scene.end(document)),
        '### Last\nGET /api/v1/user/balance\n',
      );
      const after = await explained(/ {2}POST\|\/api\/v1\/sms\/send\|/);
      assert.equal(messageIn(after).replace(/\d{10}/, ''), messageIn(before).replace(/\d{10}/, ''));
      assert.equal(scene.results(Scheme.explanation).length, 1);
    });

    it('stays as it is, second and all, while nothing that is signed changes', async () => {
      const document = await scene.open(SEND);
      await commands.executeCommand(Command.explainSignature, document.uri, 1);
      const before = signatureIn(await explained(/signed as sandbox/));
      await scene.edit(document, new Range(2, 0, 2, 0), 'X-Trace: 1\n');
      assert.equal(signatureIn(await explained(/headers Content-Type|headers X-Trace/)), before);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const [explanation] = scene.results(Scheme.explanation);
      await commands.executeCommand(Command.explainSignature, explanation?.uri);
      await until(
        'another second',
        () => signatureIn(scene.results(Scheme.explanation)[0]?.getText() ?? '') !== before,
      );
    });

    it('says what is missing, and goes on when it is there', async () => {
      const document = await scene.open(SEND.replace('"Hi"', '"{{text}}"'));
      await commands.executeCommand(Command.explainSignature, document.uri, 1);
      assert.match(await explained(/not signed/), /^# Line 5: .*text has no value/m);
      await scene.edit(document, new Range(0, 0, 0, 0), '@text = Hello\n\n');
      const whole = await explained(/"message":"Hello"/);
      await scene.edit(document, new Range(0, 1, 0, 5), 'tex');
      const missing = await explained(/· not signed\n/);
      assert.match(missing, /^# Line 7: .*text has no value.*\n# What follows is how it was before/m);
      assert.deepEqual([messageIn(missing), signatureIn(missing)], [messageIn(whole), undefined]);
      await scene.edit(document, new Range(0, 1, 0, 4), 'text');
      assert.equal(signatureIn(await explained(/signed as sandbox/)), signatureIn(whole));
      await scene.edit(document, new Range(0, 0, scene.end(document).line, 0), '');
      await explained(/The request is no longer there\./);
    });

    it('asks for prompts when it is asked for, and not while somebody types', async () => {
      const document = await scene.open(
        SEND.replace('### Send\n', '### Send\n# @prompt text\n').replace('"Hi"', '"{{text}}"'),
      );
      const asked: string[] = [];
      const { showInputBox } = window;
      Object.assign(window, { showInputBox: async ({ title }: { title: string }) => void asked.push(title) });
      try {
        await commands.executeCommand(Command.explainSignature, document.uri, 2);
        assert.match(await explained(/not signed/), /Run Explain Signature again to answer the prompts/);
        await scene.edit(document, new Range(scene.end(document), scene.end(document)), '\n');
        await new Promise((resolve) => setTimeout(resolve, 400));
        assert.equal(asked.length, 1);
        Object.assign(window, { showInputBox: async () => 'Answered' });
        await commands.executeCommand(Command.explainSignature, document.uri, 2);
        await explained(/"message":"Answered"/);
      } finally {
        Object.assign(window, { showInputBox });
      }
    });

    it('says why nothing is signed: a plain key, no credential at all, a request as typed', async () => {
      const cases: readonly (readonly [above: string, expected: RegExp])[] = [
        ['# @credential sandbox-plain', /not signed\n\n# The credential sandbox-plain does not sign/],
        ['# @credential nobody', /not signed\n\n# .*nobody/],
        ['# @no-sign', /not signed\n\n# This request goes out without a credential/],
      ];
      for (const [above, expected] of cases) {
        const document = await scene.open(SEND.replace('### Send\n', `### Send\n${above}\n`));
        await commands.executeCommand(Command.explainSignature, document.uri, 2);
        await explained(expected);
      }
      assert.equal(scene.results(Scheme.explanation).length, 1, 'one makes room for the next');
    });

    it('of an answer shows what was sent', async () => {
      const document = await scene.open(SEND);
      await commands.executeCommand(Command.send, document.uri, 1);
      const answer = await until('an answer', () => scene.results(Scheme.answer)[0]);
      await commands.executeCommand(Command.explainSignature, answer.uri);
      const text = await explained(/as it was sent, signed as sandbox/);
      const message = messageIn(text).replaceAll('·', ' ');
      assert.equal(signatureIn(text), createHmac('sha256', SECRET).update(message).digest('hex'));
      assert.equal(scene.served.length, 1);
      // It stays after its answer was closed and the file has changed.
      await scene.edit(document, new Range(scene.end(document), scene.end(document)), '\n');
      assert.equal(scene.results(Scheme.explanation)[0]?.getText(), text);
    });

    it('is let go of when it is closed midway', async () => {
      const document = await scene.open(SEND);
      const explaining = commands.executeCommand(Command.explainSignature, document.uri, 1);
      await commands.executeCommand('workbench.action.closeAllEditors');
      await explaining;
      await commands.executeCommand('workbench.action.closeAllEditors');
      assert.deepEqual(scene.person.told, []);
    });
  });

  describe('a diagnosis', () => {
    const PATH = '/api/v1/sms/send';

    function raw(message: (timestamp: number) => string, change: Record<string, string> = {}): string {
      const timestamp = Math.floor(Date.now() / 1000);
      const signature = createHmac('sha256', SECRET).update(message(timestamp)).digest('hex');
      const headers = {
        Host: `127.0.0.1:${scene.sandbox.port}`,
        'Content-Length': String(BODY.length),
        'X-API-Key': KEY,
        'X-Timestamp': String(timestamp),
        'X-Signature': signature,
        ...change,
      };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      return [`POST ${PATH} HTTP/1.1`, ...lines, '', BODY].join('\n');
    }
    const right = (timestamp: number) => `POST|${PATH}|${timestamp}|${BODY}`;
    const lower = (timestamp: number) => `post|${PATH}|${timestamp}|${BODY}`;

    async function diagnoseClipboard(text: string): Promise<void> {
      await env.clipboard.writeText(text);
      await until('the clipboard', async () => (await env.clipboard.readText()) === text);
      await commands.executeCommand(Command.diagnoseFailingSignature);
    }

    it('names the mistake of a request in the clipboard, in under a second', async () => {
      const begun = Date.now();
      await diagnoseClipboard(raw(lower));
      const text = await diagnosed(/^lowercase-method$/m);
      assert.ok(Date.now() - begun < 3000, `${Date.now() - begun} ms`); // the first one loads two bundles
      assert.match(text, /^The signature is not the right one, and it is clear how it came about\.\n/);
      assert.match(text, / {2}signed +▸post\|.*\n {2}correct +▸POST\|/);
      assert.ok(!text.includes(SECRET) && !text.includes(KEY));
    });

    it('takes the selection first, and says so where it is no request', async () => {
      const document = await workspace.openTextDocument({ content: `before\n${raw(right)}` });
      const editor = await window.showTextDocument(document);
      editor.selection = new Selection(new Position(1, 0), scene.end(document));
      await diagnoseClipboard(raw(lower));
      await diagnosed(/^The signature is right\.\n\n# .* from the selection/);
      await window.showTextDocument(document, { viewColumn: 1 });
      editor.selection = new Selection(0, 0, 0, 6);
      await commands.executeCommand(Command.diagnoseFailingSignature);
      assert.match(scene.person.told[0]?.text ?? '', /^The selection: This is no request: it begins with "before"/);
      assert.deepEqual(scene.person.told[0]?.buttons, ['Choose Another…']);
    });

    it('accuses nobody where nothing fits, and says what was ruled out', async () => {
      await diagnoseClipboard(raw(right, { 'X-Signature': 'ab'.repeat(32) }));
      const text = await diagnosed(/none of the known mistakes explains it/);
      assert.match(text, /missing-api-prefix/);
      assert.doesNotMatch(text, /How to do it in/);
    });

    it('knows a right signature that is too old, and says nothing of the command line', async () => {
      const old = Math.floor(Date.now() / 1000) - 900;
      const signature = createHmac('sha256', SECRET).update(right(old)).digest('hex');
      await diagnoseClipboard(raw(right, { 'X-Timestamp': String(old), 'X-Signature': signature }));
      const text = await diagnosed(/^timestamp-out-of-window$/m);
      assert.match(text, /^The signature itself is right\.\n/);
      assert.doesNotMatch(text, /--now/);
    });

    it('has a clear sentence for what cannot be diagnosed', async () => {
      const cases: readonly (readonly [text: string, expected: RegExp])[] = [
        [raw(right, { 'X-Signature': '$SIGNATURE' }), /X-Signature is "\$SIGNATURE", which stands for a value/],
        [raw(right, { 'X-API-Key': 'sk_test_sandbox_plain' }), /key of "sandbox-plain", which has no API secret/],
        [`POST ${PATH} HTTP/1.1\n\n${'x'.repeat(2_200_000)}`, /larger than 2 MB/],
      ];
      for (const [text, expected] of cases) {
        scene.person.told.length = 0;
        await diagnoseClipboard(text);
        assert.match(scene.person.told[0]?.text ?? '', expected);
      }
      assert.deepEqual(scene.results(Scheme.diagnosis), []);
    });

    it('asks where the request is when the clipboard holds none, and does nothing when nobody answers', async () => {
      const asking = diagnoseClipboard('a shopping list');
      const rows = await scene.person.rows('Diagnose Failing Signature');
      assert.equal(rows[1], '$(clippy) Clipboard | does not look like a request');
      await commands.executeCommand(Command.diagnoseFailingSignature); // a second time meanwhile
      await scene.person.escape('');
      await asking;
      assert.deepEqual([scene.results(Scheme.diagnosis), scene.person.told], [[], []]);
    });

    it('asks which credential where the request does not tell', async () => {
      const asking = diagnoseClipboard(raw(lower, { 'X-API-Key': '' }));
      await scene.person.pick('Diagnose Failing Signature', /sandbox-readonly/);
      await asking;
      await diagnosed(/compared with the credential sandbox-readonly/);
    });

    it('shows the right code in the language that was chosen, and copies it', async () => {
      await diagnoseClipboard(raw(lower));
      await diagnosed(/^How to do it in /m);
      const choosing = commands.executeCommand(Command.fixIn);
      await scene.person.pick('Fix in Another Language', /^Ruby$/);
      await choosing;
      assert.match(await diagnosed(/^How to do it in Ruby$/m), /upcase/);
      await commands.executeCommand(Command.copyFix);
      await until('the fix', async () => /upcase/.test(await env.clipboard.readText()));
    });

    it('stays responsive while a large body is looked through', async () => {
      const large = `{"to":["+14155551234"],"message":"${'x'.repeat(1_000_000)}"}`;
      const request = raw(right, { 'Content-Length': String(large.length), 'X-Signature': 'cd'.repeat(32) });
      let [longest, last] = [0, Date.now()];
      const ticking = setInterval(() => {
        longest = Math.max(longest, Date.now() - last);
        last = Date.now();
      }, 5);
      await diagnoseClipboard(request.replace(BODY, large));
      clearInterval(ticking);
      await diagnosed(/The body is so large/);
      console.log(`      longest pause ${longest} ms`);
      assert.ok(longest < 1000, `${longest} ms`);
    });
  });
});

// Everything at once, twice, or in the middle of something else.

import { strict as assert } from 'node:assert';
import { commands, env, type TextDocument, window, workspace } from 'vscode';
import { Command, Scheme } from '../../src/vscode/ids';
import { until } from '../support/workbench/wait';
import { Scene } from './scene';

describe('at once', () => {
  const scene = Scene.here('at-once');
  const tabs = (label: RegExp) =>
    window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => label.test(tab.label));

  it('eight requests are answered: each is told above it, one answer is shown, and nothing fails', async () => {
    const numbers = Array.from({ length: 8 }, (_, i) => i);
    const document = await scene.open(
      numbers.map((i) => `### Status ${i}\nGET {{baseUrl}}/api/v1/sms/status/at-once-${i}\n`).join('\n'),
    );
    await Promise.all(numbers.map((i) => commands.executeCommand(Command.send, document.uri, 1 + 3 * i)));
    await until('an answer', () => scene.results(Scheme.answer)[0]);
    assert.deepEqual(scene.person.told, []);
    const ended = (await scene.lensTitles(document)).filter((title) => /^404 · \d+ ms$/.test(title));
    assert.deepEqual([ended.length, scene.served.length], [8, 8]);
    await until('one answer', () => tabs(/ · 404 /).length === 1);
  });

  it('clicks on Explain open one explanation', async () => {
    const document = await scene.open('### Balance\nGET {{baseUrl}}/api/v1/user/balance\n');
    await Promise.all([1, 2, 3].map(() => commands.executeCommand(Command.explainSignature, document.uri, 1)));
    await scene.shows(Scheme.explanation, /signed as sandbox/);
    assert.deepEqual([tabs(/ · signature$/).length, scene.person.told], [1, []]);
  });

  it('explanations of several requests leave one, with its signature', async () => {
    const document = await scene.open(
      [1, 2, 3].map((i) => `### Of ${i}\nGET {{baseUrl}}/api/v1/sms/status/${i}\n`).join('\n'),
    );
    await Promise.all([1, 4, 7].map((line) => commands.executeCommand(Command.explainSignature, document.uri, line)));
    await scene.shows(Scheme.explanation, /signed as sandbox/);
    await until('one explanation', () => tabs(/ · signature$/).length === 1);
    assert.deepEqual(scene.person.told, []);
  });

  it('a send, an explanation and a diagnosis of the same request do not hinder each other', async () => {
    const document = await scene.open('### Balance\nGET {{baseUrl}}/api/v1/user/balance\n');
    await env.clipboard.writeText(
      'GET /api/v1/user/balance HTTP/1.1\nX-API-Key: sk_test_sandbox_signed\nX-Timestamp: 1\nX-Signature: ab\n',
    );
    await Promise.all([
      commands.executeCommand(Command.send, document.uri, 1),
      commands.executeCommand(Command.explainSignature, document.uri, 1),
      commands.executeCommand(Command.diagnoseFailingSignature),
    ]);
    for (const label of [/^Balance · 200 OK$/, / · signature$/, / · diagnosis$/]) {
      await until(`${label}`, () => tabs(label).length === 1);
    }
    assert.deepEqual(scene.person.told, []);
  });

  it('what is closed in the middle of a send brings no complaint, and the answer is shown all the same', async () => {
    const document = await scene.open('### Balance\nGET {{baseUrl}}/api/v1/user/balance\n');
    const sending = commands.executeCommand(Command.send, document.uri, 1);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await sending;
    await scene.shows(Scheme.answer, /^HTTP\/1\.1 200 OK/);
    assert.deepEqual(scene.person.told, []);
  });

  it('a file that is deleted in the middle of a send changes nothing about it', async () => {
    const document = await scene.open('### Balance\nGET {{baseUrl}}/api/v1/user/balance\n');
    const sending = commands.executeCommand(Command.send, document.uri, 1);
    await workspace.fs.delete(document.uri);
    await sending;
    await scene.shows(Scheme.answer, /^HTTP\/1\.1 200 OK/);
    assert.deepEqual(scene.person.told, []);
  });

  describe('a document to be diagnosed that', () => {
    async function diagnoseWhole(document: TextDocument): Promise<string> {
      await env.clipboard.writeText('');
      await window.showTextDocument(document);
      const diagnosing = commands.executeCommand(Command.diagnoseFailingSignature);
      await scene.person.pick('Diagnose Failing Signature', /Whole Text of/);
      await diagnosing;
      return scene.person.told[0]?.text ?? '';
    }

    it('is empty', async () => {
      const document = await workspace.openTextDocument({ content: '' });
      assert.match(await diagnoseWhole(document), /^The text of the editor: There is nothing/);
    });

    it('is huge', async () => {
      const document = await workspace.openTextDocument({ content: 'GET / HTTP/1.1\n\n'.padEnd(3_000_000, 'x') });
      assert.match(await diagnoseWhole(document), /^The text of the editor: This is larger than 2 MB/);
    });
  });
});

// A request that was signed by another program stands in a file, goes out as typed, and is refused: *Diagnose* says why.

import { strict as assert } from 'node:assert';
import { createHmac } from 'node:crypto';
import { commands, env, Range, type TextDocument, window } from 'vscode';
import { Command, Scheme } from '../../src/vscode/ids';
import { until } from '../support/workbench/wait';
import { KEY, Scene, SECRET } from './scene';

const PATH = '/api/v1/sms/send';
const BODY = '{"to":["+14155551234"],"message":"Hi","sender_id":"MyApp"}';

describe('a request with a signature of its own', () => {
  const scene = Scene.here('refused');
  const diagnosed = (expected: RegExp) => scene.shows(Scheme.diagnosis, expected);
  const diagnose = (...place: unknown[]) => commands.executeCommand(Command.diagnoseFailingSignature, ...place);

  /** @param method as it was signed */
  function selfSigned(method: string): string {
    const timestamp = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', SECRET).update(`${method}|${PATH}|${timestamp}|${BODY}`).digest('hex');
    const headers = [`X-API-Key: ${KEY}`, `X-Timestamp: ${timestamp}`, `X-Signature: ${signature}`];
    return `### Mine\n# @no-sign\nPOST ${scene.sandbox.url}${PATH}\n${headers.join('\n')}\n\n${BODY}\n`;
  }

  async function send(text: string): Promise<TextDocument> {
    const document = await scene.open(text);
    await commands.executeCommand(Command.send, document.uri, 2);
    await until('an answer', () => scene.results(Scheme.answer)[0]);
    return document;
  }

  it('has a lens Diagnose above it when it was refused, which names the mistake in what was sent', async () => {
    await env.clipboard.writeText('a shopping list');
    const document = await send(selfSigned('post'));
    const titles = await scene.lensTitles(document);
    assert.match(titles.join(' | '), /^\$\(play\) Send \| 401 · \d+ ms \| Diagnose \| Explain$/);
    const lens = (await scene.lenses(document)).find(({ command }) => command?.title === 'Diagnose')?.command;
    await diagnose(...(lens?.arguments ?? []));
    const text = await diagnosed(/^lowercase-method$/m);
    const [, name] = /([^/]+)$/.exec(document.uri.path) ?? [];
    assert.ok(text.includes(`POST ${PATH} from line 3 of ${name}, compared with the credential sandbox (`), text);
    assert.ok(!text.includes(SECRET) && !text.includes(KEY));
    assert.deepEqual(scene.person.told, []);
  });

  it('is what the command takes at the cursor, and in its answer, which has the lens too', async () => {
    await env.clipboard.writeText('a shopping list');
    const document = await send(selfSigned('post'));
    await window.showTextDocument(document, { viewColumn: 1, selection: new Range(4, 0, 4, 0) });
    await diagnose();
    await diagnosed(/from line 3 of .*\n[\s\S]*^lowercase-method$/m);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await until('no diagnosis', () => scene.results(Scheme.diagnosis).length === 0);
    const answer = await until('the answer', () => scene.results(Scheme.answer)[0]);
    assert.equal((await scene.lensTitles(answer))[0], 'Diagnose');
    await diagnose(answer.uri);
    await diagnosed(/from line 3 of .*, [\s\S]*^lowercase-method$/m);
  });

  it('has no such lens where it was accepted, and none any more after an edit: then it says so', async () => {
    const right = await send(selfSigned('POST'));
    assert.match((await scene.lensTitles(right)).join(' | '), /^\$\(play\) Send \| 200 · \d+ ms \| Explain$/);
    const wrong = await send(selfSigned('post'));
    await scene.edit(wrong, new Range(scene.end(wrong), scene.end(wrong)), '\n');
    assert.deepEqual(await scene.lensTitles(wrong), ['$(play) Send', 'Explain']);
    await diagnose(wrong.uri, 2);
    assert.match(scene.person.told[0]?.text ?? '', /^The document was edited since this request was refused/);
    assert.deepEqual(scene.results(Scheme.diagnosis), []);
  });

  it('opens one diagnosis however often its lens is clicked meanwhile', async () => {
    const document = await send(selfSigned('post'));
    await Promise.all([1, 2, 3].map(() => diagnose(document.uri, 2)));
    await diagnosed(/^lowercase-method$/m);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter(({ label }) => / · diagnosis$/.test(label));
    assert.equal(tabs.length, 1);
  });

  it('whose refusal has another reason, or that a credential of ours signs, is not to be diagnosed', async () => {
    for (const text of [
      `### No key\n# @no-sign\nGET ${scene.sandbox.url}/api/v1/user/balance\n`,
      `### Unknown key\n# @no-sign\nGET ${scene.sandbox.url}/api/v1/user/balance\nX-API-Key: sk_test_nobody\nX-Timestamp: 1\nX-Signature: ab\n`,
      '### Ours\n\nGET {{baseUrl}}/api/v1/sms/status/nothing\nX-Signature: ab\n',
    ]) {
      const document = await send(text);
      const titles = (await scene.lensTitles(document)).join(' | ');
      assert.match(titles, / \| 40[14] · \d+ ms \| Explain$/);
      await commands.executeCommand('workbench.action.closeAllEditors');
    }
  });
});

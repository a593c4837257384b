import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { jsonLines, Place } from '../support/cli';
import { useUp } from '../support/used-up';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../support/workbench';

const FILE = 'first-steps.http';
/** Requests of a file that are all the same: not more than are in sight. */
const SAME = 10;

describe('sending from the editor', function () {
  this.timeout(180_000);

  let session: Session;
  let workbench: Workbench;

  before(async () => {
    session = await startSession({ settings: { 'restlink.sandbox.port': 0 } });
    writeFileSync(join(session.workspace, 'mine.http'), '# My own requests\n\n');
    writeFileSync(join(session.workspace, 'same.http'), 'GET {{baseUrl}}/api/v1/user/balance\n###\n'.repeat(SAME));
    writeFileSync(join(session.workspace, 'used-up.http'), 'GET {{baseUrl}}/api/v1/sms/status/used-up\n');
    writeFileSync(join(session.workspace, 'broken.http'), 'GET {{baseUrl}}/api/v1/user/balance?x={{nowhere}}\n');
    workbench = await session.open(FILE);
    await until('the first lenses', async () => (await workbench.lenses.texts()).length > 0, 90_000);
  });

  after(() => session?.stop());

  afterEach(async function () {
    await screenshotOnFailure(() => workbench).call(this);
    await workbench?.messages.dismissAll();
  });

  const answer = (title: RegExp, text: RegExp) => workbench.editors.waitForText(title, text);
  const isOpen = async (title: RegExp) => (await workbench.editors.titles()).some((found) => title.test(found));

  it('offers to add a credential or to try the sandbox while there is none', async () => {
    assert.match(await workbench.lenses.waitFor('Add credential to send'), /Add credential to send/);
    await workbench.lenses.waitFor('Try in the sandbox');
    await workbench.screenshots('no-credential');
  });

  it('Try in the sandbox starts one, makes its credential active and sends', async () => {
    const answered = () => isOpen(/^Send one message · 200 OK$/);
    await workbench.lenses.click('Try in the sandbox', answered);
    const text = await answer(/^Send one message · 200 OK$/, /"accepted_count": 1/);
    const flowing = text.replace(/\s+/g, ' ');
    assert.match(flowing, /^HTTP\/1\.1 200 OK · \d+ ms · .* · signed as sandbox \(sk_test_…gned\) at \d\d:\d\d:\d\d/);
    await workbench.waitForStatus('sandbox');
    await workbench.messages.dismissAll();
    await workbench.screenshots('answer');
  });

  it('a click on the lens signs and sends, and its outcome stands behind it', async () => {
    // The third request of the file, so that its answer is another one.
    const answered = () => isOpen(/^Balance · 200 OK$/);
    await workbench.lenses.click('Sign and Send · sandbox', answered, 2);
    await answer(/^Balance · 200 OK$/, /"balance": 1250\.5,\n/);
    await workbench.lenses.waitFor(/^200 · \d+ ms$/);
  });

  it('keeps the focus in the file', async () => {
    const focused = await workbench.page.evaluate<string>(
      "document.activeElement?.closest('.editor-group-container')?.querySelector('.tab.active .label-name')?.textContent ?? ''",
    );
    assert.match(focused, /first-steps/);
  });

  it('the menu of the status item tells how the clock of the server differs', async () => {
    await workbench.clickStatus('sandbox');
    await workbench.quickInput.waitFor('Restlink');
    const menu = workbench.page.locator('.quick-input-list');
    await menu.getByText('The clock of the server agrees with yours').waitFor();
    await workbench.screenshot('status-menu');
    await workbench.quickInput.pick('The clock of the server agrees with yours');
    await workbench.messages.waitFor(/^Your clock: \d.* · Server: \d/);
  });

  it('Restlink: Sign and Send in the palette sends the request at the cursor', async () => {
    await workbench.editors.goToLine(FILE, 32);
    await workbench.command('Restlink: Sign and Send');
    await answer(/^Statistics of the week · 200 OK$/, /"total_sent": \d+/);
  });

  it('the key does the same', async () => {
    await workbench.editors.goToLine(FILE, 28);
    await workbench.page.keyboard.press('Control+Alt+Enter');
    await answer(/^Balance · 200 OK$/, /"currency": "EUR"/);
  });

  it('an error of the service is explained above its body', async () => {
    await workbench.editors.goToLine(FILE, 46);
    await workbench.command('Restlink: Sign and Send');
    const text = await answer(/· 403 Forbidden$/, /"error_code": "FORBIDDEN"/);
    assert.match(text, /^# FORBIDDEN: /m);
    assert.match(text.replace(/\s+/g, ' '), /signed as sandbox-readonly/);
    await workbench.screenshots('forbidden');
  });

  it('Cancel on a slow answer stops it at once', async () => {
    await workbench.editors.goToLine(FILE, 62);
    await workbench.command('Restlink: Sign and Send');
    await workbench.lenses.waitFor('Sending…');
    await workbench.page.waitForTimeout(700); // the lens ignores its first half second
    await workbench.screenshot('sending');
    const begun = Date.now();
    await workbench.lenses.click(/^Cancel$/, async () =>
      (await workbench.lenses.texts()).every((text) => !/Sending/.test(text)),
    );
    assert.ok(Date.now() - begun < 8000, 'it ended long before the 10 seconds of the answer');
    await workbench.lenses.waitFor('stopped');
    assert.equal(await isOpen(/slow answer · 200/), false);
  });

  it('Insert Request in the tree puts a request into the file, which is sent with 200', async () => {
    await workbench.openFile('mine.http');
    await workbench.editors.goToLine('mine.http', 3);
    await workbench.trees.show('Restlink SMS');
    await workbench.trees.inlineAction('Endpoints', 'Balance', 'Insert Request');
    await workbench.editors.waitForText('mine.http', /GET \{\{baseUrl\}\}\/api\/v1\/user\/balance/);
    await workbench.command('Restlink: Sign and Send');
    await answer(/^Balance · 200 OK$/, /"balance": 1250\.5/);
    await workbench.screenshots('trees');
  });

  it('selecting an endpoint opens its page with a request that can be sent', async () => {
    await workbench.trees.click('Endpoints', 'Message status');
    await workbench.editors.waitForText(/Message status/, /sms\.read/);
    await workbench.lenses.waitFor('Sign and Send · sandbox');
    await workbench.screenshots('endpoint-page');
    await workbench.trees.inlineAction('Endpoints', 'Payments', 'Send Now');
    await answer(/^Payments · 200 OK$/, /"type": "usage"/);
  });

  it('an unresolved variable is named, and nothing is sent', async () => {
    await workbench.openFile('broken.http');
    await workbench.editors.goToLine('broken.http', 1);
    await workbench.command('Restlink: Sign and Send');
    await workbench.messages.waitFor(/nowhere/);
    assert.equal(await isOpen(/^broken/), true);
    assert.equal((await workbench.editors.titles()).filter((title) => /· 200 OK$/.test(title)).length <= 2, true);
  });

  it('where all signatures are used up it waits, says why, and Cancel ends that', async () => {
    const { lenses, messages } = workbench;
    await useUp(session.perUserFolder, { path: '/api/v1/sms/status/used-up', secret: 'sandbox-secret' }, 300);
    await workbench.openFile('used-up.http');
    await workbench.command('Restlink: Sign and Send');
    const reason = /Sending GET \/api\/v1\/sms\/status\/used-up: All signatures of this request .* in a few seconds\./;
    await messages.waitFor(reason);
    await workbench.screenshots('waiting');
    await messages.click(reason, 'Cancel');
    await lenses.waitFor('stopped');
    await workbench.waitForStatus('Stopped before anything was sent.');
    assert.deepEqual(
      (await messages.texts()).filter((text) => reason.test(text)),
      [],
    );
  });

  it('two windows and a command line send the same request at the same time, and each is answered with 200', async () => {
    const terminal = new Place({ ...session.keyring.env });
    const env = { XDG_STATE_HOME: dirname(session.perUserFolder) };
    const readied = async (window: Workbench) => {
      await window.lenses.waitFor('Sign and Send · sandbox');
      await window.editors.goToLine('same.http', 1);
      return window;
    };
    await workbench.openFile('same.http');
    const windows = [await readied(workbench)];
    try {
      windows.push(await readied(await session.open('same.http')));
      const sendAll = async ({ page }: Workbench) => {
        for (let i = 0; i < SAME; i++) {
          await page.keyboard.press('Control+Alt+Enter');
          await page.waitForTimeout(200); // until the extension host has read where the cursor is
          for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
        }
      };
      const args = ['--line', '1', '--credential', 'sandbox', '--repeat', '100', '--concurrency', '50', '--json'];
      const [run] = await Promise.all([
        terminal.run(['send', join(session.workspace, 'same.http'), ...args], { env }),
        ...windows.map(sendAll),
      ]);
      const statuses = jsonLines<{ response: { status: number } | null }>(run).map(({ response }) => response?.status);
      assert.deepEqual([run.stderr, statuses], ['', Array(100).fill(200)]);
      for (const { lenses, messages, page } of windows) {
        await page.bringToFront(); // lenses of a page behind another are not drawn
        const answered = await until('the answers of a window', async () => {
          const found = (await lenses.texts()).filter((text) => / · \d+ ms$/.test(text));
          // Not all: a window behind another tells its cursor late, so that a key may send the request before it once more.
          return found.length >= SAME / 2 && found;
        });
        assert.deepEqual(
          answered.filter((text) => !text.startsWith('200 · ')),
          [],
        );
        assert.deepEqual(await messages.texts(), []);
      }
    } finally {
      await windows[1]?.page.close();
      await terminal.stop();
    }
  });

  it('leaves the file as it was', () => {
    const untouched = readFileSync(join(__dirname, '../../media/sample', FILE), 'utf8');
    assert.equal(readFileSync(join(session.workspace, FILE), 'utf8'), untouched);
  });

  it('the sandbox of the window ends with it', async () => {
    const registry = join(session.perUserFolder, 'sandbox.json');
    const { url } = JSON.parse(readFileSync(registry, 'utf8')) as { url: string };
    await workbench.command('Restlink: Stop Sandbox');
    await until('the sandbox has ended', () =>
      fetch(url).then(
        () => false,
        () => true,
      ),
    );
  });
});

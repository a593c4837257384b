// What a person sees of a keychain that is locked, that asks and is not answered, or that has lost an entry: on a real
// gnome-keyring with its real dialogs, which are on a screen of their own.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Place } from '../../support/cli';
import { type Prompter, startPrompter } from '../../support/prompter';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../../support/workbench';

const SERVICE = 'restlink-sms';
const KEY = 'sk_test_sandbox_signed';
const SECRET = 'sandbox-secret';
const ASKING = /Your keychain may be asking for its password/;
const FILE = 'keychain.http';

describe('a keychain in the editor', function () {
  this.timeout(180_000);

  let session: Session;
  let workbench: Workbench;
  let id: string;
  /** A server that the stored credential belongs to, which this window knows nothing of. */
  const elsewhere = new Place();

  before(async () => {
    session = await startSession({ settings: { 'restlink.sandbox.port': 0 } });
    const { url } = await elsewhere.sandbox();
    const terminal = new Place(session.keyring.env);
    try {
      const env = { XDG_STATE_HOME: dirname(session.perUserFolder) };
      const args = ['credentials', 'add', 'kept', '--kind', 'hmac', '--origin', url, '--json'];
      const { stdout, stderr } = await terminal.run(args, { input: `${KEY}\n${SECRET}\n`, env });
      assert.equal(stderr, '');
      id = (JSON.parse(stdout) as { id: string }).id;
    } finally {
      await terminal.stop();
    }
    const balance = '/api/v1/user/balance';
    writeFileSync(
      join(session.workspace, FILE),
      `### Kept\n# @credential kept\nGET ${url}${balance}\n\n### Sandbox\n# @credential sandbox\nGET ${balance}\n`,
    );
    workbench = await session.open(FILE);
    await workbench.trees.show('Restlink SMS');
    await workbench.command('Restlink: Start Sandbox');
    await workbench.messages.waitFor(/sandbox runs/);
    await workbench.messages.dismissAll();
    await workbench.editors.focus(FILE);
  });

  after(async () => {
    await session?.stop();
    await elsewhere.stop();
  });

  const screenshot = screenshotOnFailure(() => workbench);
  afterEach(async function () {
    await screenshot.call(this);
    await workbench?.messages.dismissAll();
  });

  const send = (name: string, effect: RegExp) =>
    workbench.lenses.click(`Sign and Send · ${name}`, async () =>
      (await workbench.messages.texts()).some((text) => effect.test(text)),
    );
  const answered = (name: string) => workbench.editors.waitFor(`${name} · 200 OK`);
  const row = () => workbench.trees.waitFor('Credentials', 'kept');

  it('that is locked says so where it is sent from and in the view, and works once it is unlocked', async () => {
    await session.keyring.lock();
    await send('kept', /The keychain is locked/);
    assert.deepEqual(await workbench.messages.buttons(/The keychain is locked/), ['Try Again', 'Show']);
    await until('the row says so', async () => /^cannot be read/.test((await row()).description));
    await workbench.screenshots('keychain-locked');

    await session.keyring.unlock();
    await workbench.messages.click(/The keychain is locked/, 'Try Again');
    await answered('Kept');
    await until('the row is as before', async () => !/cannot be read/.test((await row()).description));
  });

  it('that has lost the entry offers to replace the secret, and to remove the credential', async () => {
    const gone = /The keychain no longer holds this secret/;
    await session.keyring.clear(SERVICE, id);
    await send('kept', gone);
    assert.deepEqual(await workbench.messages.buttons(gone), ['Replace Secret', 'Remove', 'Show']);
    await workbench.screenshots('keychain-entry-gone');

    await workbench.messages.click(gone, 'Replace Secret');
    await workbench.quickInput.waitFor('Replace the Secret of kept (1/2)');
    await workbench.quickInput.enter(KEY);
    await workbench.quickInput.waitFor('Replace the Secret of kept (2/2)');
    await workbench.quickInput.enter(SECRET);
    await workbench.messages.waitFor(/^kept works/);
    assert.notEqual(await session.keyring.lookup(SERVICE, id), null);
    await workbench.messages.waitFor(/^Send Kept now\?/);
  });

  describe('that asks for its password', () => {
    let prompter: Prompter;
    before(async () => {
      prompter = await startPrompter(session.keyring);
    });
    after(() => prompter?.stop());

    it('and is not answered: the person is told after a moment, goes on meanwhile, and can cancel', async () => {
      await session.keyring.lock();
      await send('kept', ASKING);
      await prompter.asked();
      await workbench.screenshot('keychain-asking');

      await workbench.lenses.click('Sign and Send · sandbox', async () =>
        (await workbench.editors.titles()).some((title) => title.startsWith('Sandbox · 200 OK')),
      );
      await workbench.editors.goToLine(FILE, 8);
      await workbench.editors.insert(FILE, '\n### Typed meanwhile\n');
      await workbench.editors.waitForText(FILE, /Typed meanwhile/);
      assert.ok(
        (await workbench.messages.texts()).some((text) => ASKING.test(text)),
        'it waits all the while',
      );
      assert.equal((await row()).label, 'kept');
      await workbench.screenshot('keychain-asking-meanwhile');

      await workbench.messages.click(ASKING, 'Cancel');
      const cancelled = /The keychain had not answered yet when you cancelled\. Try again;/;
      assert.deepEqual(await workbench.messages.buttons(cancelled), ['Try Again', 'Show']);
      await workbench.screenshots('keychain-cancelled');

      await workbench.messages.click(cancelled, 'Try Again');
      await prompter.asked();
      await prompter.answer();
      await answered('Kept');
      await until('no notice', async () => !(await workbench.messages.texts()).some((text) => ASKING.test(text)));
    });

    it('and is dismissed: nothing is sent, and why', async () => {
      await session.keyring.lock();
      await send('kept', ASKING);
      await prompter.asked();
      await prompter.cancel();
      await workbench.messages.waitFor(/^The keychain was not unlocked: its question was dismissed/);
      await workbench.screenshots('keychain-dismissed');
      await session.keyring.unlock();
    });
  });

  it('whose program has stopped is waited for, and goes on when that does', async () => {
    session.keyring.pause();
    await send('kept', ASKING);
    assert.equal((await row()).label, 'kept');
    session.keyring.resume();
    await answered('Kept');
    await until('no notice', async () => !(await workbench.messages.texts()).some((text) => ASKING.test(text)));
    assert.ok(!readFileSync(join(session.perUserFolder, 'credentials.json'), 'utf8').includes(SECRET));
  });
});

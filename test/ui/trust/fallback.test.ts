import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCanaries, findCanariesBelow } from '../../support/canary';
import { Place } from '../../support/cli';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../../support/workbench';

/** A second key with which the sandbox lets nobody in: it is only to be kept. */
const canaries = {
  key: 'sk_test_FallbackCanary-4Hd8Lq2Wz7',
  secret: 'Fallback canary/"secret"+5Tg8ü',
  second: 'sk_test_SecondCanary-9Xs3Bn6Mv1',
  brief: 'sk_test_BriefCanary-2Jk7Rt5Yp8',
};

describe('a window without keychain', function () {
  this.timeout(120_000);

  let session: Session;
  let workbench: Workbench;
  const elsewhere = new Place();
  let origin: string;

  before(async () => {
    session = await startSession({ keychain: 'none', settings: { 'restlink.sandbox.port': 0 } });
    origin = (await elsewhere.sandbox()).url;
    workbench = await session.open('first-steps.http');
    await workbench.trees.show('Restlink SMS');
  });

  after(async () => {
    await session?.stop();
    await elsewhere.stop();
  });

  afterEach(async function () {
    await screenshotOnFailure(() => workbench).call(this);
    await workbench?.messages.dismissAll();
  });

  const entry = (name: string) => session.credential(name);

  const userSettings = () => readFileSync(join(session.userData, 'User', 'settings.json'), 'utf8');
  const description = async (name: string) => (await workbench.trees.waitFor('Credentials', name)).description;

  /** *Add Credential* up to its last question, which is answered. */
  async function add(name: string, key: string, secret?: string): Promise<void> {
    const { quickInput } = workbench;
    const steps = secret === undefined ? 4 : 5;
    await workbench.command('Restlink: Add Credential…');
    await quickInput.waitFor('Add Credential (1/5)');
    await quickInput.enter(name);
    await quickInput.waitFor('Add Credential (2/5)');
    await quickInput.pick(secret === undefined ? 'A key without signature' : 'API key + HMAC signature');
    await quickInput.waitFor(`Add Credential (3/${steps})`);
    await quickInput.enter(key);
    if (secret !== undefined) {
      await quickInput.waitFor(`Add Credential (4/${steps})`);
      await quickInput.enter(secret);
    }
    await quickInput.waitFor(`Add Credential (${steps}/${steps})`);
    await quickInput.enter(origin);
  }

  it('asks once whether the storage of the editor may be used, and says what that means', async () => {
    await add('kept', canaries.key, canaries.secret);
    const text = await workbench.messages.dialog();
    assert.match(text, /The secret of "kept" was not stored\..*No keychain runs in this session/s);
    assert.match(text, /keeps it encrypted on your side of this window; the command line cannot read it there/);
    await workbench.settledScreenshot('fallback-1-question');
    await workbench.messages.clickInDialog("Use the Editor's Storage");
    await workbench.messages.click(/kept was stored, but the service refused it/, 'Keep Anyway');
    assert.equal(entry('kept').store, 'secretStorage');
    assert.match(userSettings(), /"restlink\.credentialStore":\s*"secretStorage"/);
    assert.equal(await description('kept'), 'hmac · sk_test_…2Wz7 · secret storage');
  });

  it('keeps the next one there without a question', async () => {
    await add('second', canaries.second);
    await workbench.messages.waitFor(/second was stored, but the service refused it/);
    assert.equal(entry('second').store, 'secretStorage');
    assert.equal(await description('second'), 'apiKey · sk_test_…6Mv1 · secret storage');
    await workbench.screenshots('fallback-2-view');
  });

  it('signs with what is kept there, also after the window was opened anew', async () => {
    await workbench.page.reload();
    await workbench.page.locator('.explorer-folders-view, .pane').first().waitFor();
    await workbench.trees.show('Restlink SMS');
    assert.equal(await description('kept'), 'hmac · sk_test_…2Wz7 · secret storage');
    await workbench.trees.contextMenu('Credentials', 'kept', 'Duplicate to Another Origin…');
    await workbench.quickInput.waitFor('Duplicate kept (1/2)');
    await workbench.quickInput.enter('twin');
    await workbench.quickInput.waitFor('Duplicate kept (2/2)');
    await workbench.quickInput.enter('http://127.0.0.1:9');
    await workbench.messages.waitFor('"twin" signs requests to http://127.0.0.1:9 from now on.');
    assert.equal(entry('twin').store, 'secretStorage');
  });

  it('writes nothing of it in the clear: not on the side of the server, not in the browser', async () => {
    const stored = await session.browserStorage();
    assert.ok(stored.includes('restlink'), 'the storage of the browser was found');
    assert.deepEqual(findCanaries(stored, canaries), []);
    assert.deepEqual(
      session.folders.flatMap((folder) => findCanariesBelow(folder, canaries)),
      [],
    );
  });

  it('says why nothing can be moved while there is no keychain, and loses nothing', async () => {
    await workbench.trees.contextMenu('Credentials', 'kept', 'Move to the Keychain…');
    const text = await workbench.messages.dialog();
    assert.match(text, /"kept" was not moved; its secret stays where it is\..*No keychain runs in this session/s);
    await workbench.settledScreenshot('fallback-3-not-moved');
    await workbench.messages.clickInDialog('Cancel');
    assert.equal(entry('kept').store, 'secretStorage');
  });

  it('moves secrets once there is one, and the setting follows only if the person says so', async () => {
    await session.keyring.begin();
    await workbench.trees.contextMenu('Credentials', 'kept', 'Move to the Keychain…');
    const moved = /The secret of "kept" is in the keychain of the system now, and nowhere else/;
    await workbench.messages.waitFor(moved);
    await workbench.settledScreenshot('fallback-4-moved');
    const { id, store } = entry('kept');
    assert.equal(store, 'osKeychain');
    const held = JSON.parse((await session.keyring.lookup('restlink-sms', id)) ?? 'null');
    assert.deepEqual([held.key, held.secret], [canaries.key, canaries.secret]);
    await until('its row', async () => (await description('kept')) === 'hmac · sk_test_…2Wz7');
    assert.match(userSettings(), /"restlink\.credentialStore":\s*"secretStorage"/);
    await workbench.messages.click(moved, 'Use the Keychain for New Ones Too');
    await until('the setting is gone', () => !userSettings().includes('credentialStore'));
  });

  it('offers no move for what is in the keychain, and says so in the palette', async () => {
    for (const name of ['second', 'twin']) {
      await workbench.trees.contextMenu('Credentials', name, 'Move to the Keychain…');
      await workbench.messages.waitFor(`The secret of "${name}" is in the keychain`);
      await workbench.messages.dismissAll();
    }
    const entries = await workbench.trees.menuOf('Credentials', 'kept');
    assert.ok(entries.includes('Rename Credential…'), entries.join());
    assert.ok(!entries.includes('Move to the Keychain…'), entries.join());
    await workbench.command('Restlink: Move to the Keychain…');
    await workbench.messages.waitFor(/Nothing to move/);
  });

  it('offers memory alone for a key that is kept for the session, which can be moved too', async () => {
    await session.keyring.lock();
    await add('brief', canaries.brief);
    await workbench.messages.dialog();
    await workbench.messages.clickInDialog('Keep for This Session');
    await workbench.messages.waitFor(/brief was stored, but the service refused it/);
    assert.equal(await description('brief'), 'apiKey · sk_test_…5Yp8 · this session only');
    await workbench.messages.dismissAll();
    await workbench.trees.contextMenu('Credentials', 'brief', 'Move to the Keychain…');
    assert.match(await workbench.messages.dialog(), /"brief" was not moved; its secret stays where it is/);
    await session.keyring.unlock();
    await workbench.messages.clickInDialog('Try Again');
    await workbench.messages.waitFor('The secret of "brief" is in the keychain of the system now');
    assert.notEqual(await session.keyring.lookup('restlink-sms', entry('brief').id), null);
  });
});

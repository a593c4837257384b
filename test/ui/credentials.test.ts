import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Place } from '../support/cli';
import { type Session, startSession, until, type Workbench } from '../support/workbench';

const KEY = 'sk_test_sandbox_signed';
const SECRET = 'sandbox-secret';

describe('credentials in the editor', function () {
  this.timeout(120_000);

  let session: Session;
  let workbench: Workbench;
  /** A sandbox that this window knows nothing of: just a server with an origin. */
  const elsewhere = new Place();
  let origin: string;

  before(async () => {
    session = await startSession({ settings: { 'restlink.sandbox.port': 0 } });
    origin = (await elsewhere.sandbox()).url;
    workbench = await session.open('first-steps.http');
    await workbench.trees.show('Restlink SMS');
  });

  after(async () => {
    await session?.stop();
    await elsewhere.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.screenshot(`failed ${this.currentTest.title}`);
    await workbench?.messages.dismissAll();
  });

  const shot = (name: string) => workbench.settledScreenshot(name);
  const entries = () => session.credentials();
  const idOf = (name: string) => session.credential(name).id;

  /** The flow of a signed key up to its last question. */
  async function fillIn(name: string, secret: string): Promise<void> {
    const { quickInput } = workbench;
    await workbench.command('Restlink: Add Credential…');
    await quickInput.waitFor('Add Credential (1/5)');
    await quickInput.enter(name);
    await quickInput.waitFor('Add Credential (2/5)');
    await quickInput.pick('API key + HMAC signature');
    await quickInput.waitFor('Add Credential (3/5)');
    await quickInput.enter(KEY);
    await quickInput.waitFor('Add Credential (4/5)');
    await quickInput.enter(secret);
    await quickInput.waitFor('Add Credential (5/5)');
    await quickInput.fill(origin);
  }

  it('asks for name, way, masked key, masked secret and origin, each checked, and Back works', async () => {
    const { quickInput } = workbench;
    await workbench.command('Restlink: Add Credential…');
    await quickInput.waitFor('Add Credential (1/5)');
    await shot('add-1-name');
    await quickInput.enter('sandbox');
    await until('the name is refused', async () => /built in/.test(await quickInput.message()));
    await quickInput.enter('prod-eu');

    await quickInput.waitFor('Add Credential (2/5)');
    assert.deepEqual(await quickInput.rows(), ['API key + HMAC signature', 'API key', 'Portal login', 'Pasted token']);
    await shot('add-2-way');
    await quickInput.pick('API key + HMAC signature');

    await quickInput.waitFor('Add Credential (3/5)');
    assert.equal(await quickInput.isMasked(), true);
    await quickInput.fill('sk_prod_0123456789');
    await until('a live key is recognised', async () => /A live key/.test(await quickInput.message()));
    await quickInput.fill(KEY);
    await until('a test key is recognised', async () => /A test key/.test(await quickInput.message()));
    await shot('add-3-key');
    await quickInput.enter(KEY);

    await quickInput.waitFor('Add Credential (4/5)');
    assert.equal(await quickInput.isMasked(), true);
    await quickInput.enter('');
    await until('an empty secret is refused', async () => /empty/.test(await quickInput.message()));
    await quickInput.back();
    await quickInput.waitFor('Add Credential (3/5)');
    await quickInput.back();
    await quickInput.waitFor('Add Credential (2/5)');
    await quickInput.back();
    await quickInput.waitFor('Add Credential (1/5)');
    assert.equal(await quickInput.value(), 'prod-eu');
    await quickInput.cancel();
    await workbench.trees.show('Restlink SMS');
    assert.match(await workbench.trees.emptyText('Credentials'), /keychain of your system/);
  });

  it('stores key and secret in the keychain and nowhere else, proves them, and makes them the active ones', async () => {
    await fillIn('staging', SECRET);
    await shot('add-5-origin');
    await workbench.page.keyboard.press('Enter');
    const text = await workbench.messages.waitFor(/works/);
    assert.match(text, /^staging works: balance \d+\.\d\d EUR\.$/);
    await shot('add-6-works');

    const stored = await session.keyring.lookup('restlink-sms', idOf('staging'));
    assert.deepEqual(JSON.parse(stored ?? 'null'), { kind: 'hmac', key: KEY, secret: SECRET, origin });
    assert.deepEqual(filesWith(session.userData, SECRET), []);
    assert.deepEqual(filesWith(session.userData, KEY), []);
    assert.deepEqual(filesWith(session.perUserFolder, SECRET), []);

    assert.match(await workbench.waitForStatus('staging'), /^staging$/);
    const row = await workbench.trees.waitFor('Credentials', 'staging');
    assert.equal(row.description, 'hmac · sk_test_…gned');
    assert.match(row.spoken, /staging, active/);
  });

  it('starts a sandbox, whose credential can be switched to and back', async () => {
    const { trees, quickInput } = workbench;
    await workbench.command('Restlink: Start Sandbox');
    assert.match(await workbench.messages.waitFor(/sandbox runs/), /^The sandbox runs on 127\.0\.0\.1:\d+\.$/);
    assert.deepEqual(await workbench.messages.buttons(/sandbox runs/), ['Use the Sandbox', 'Open Sample']);
    const sandboxRow = async () => (await trees.waitFor('Credentials', 'sandbox')).description;
    await until('it is shown', async () => /^running on 127\.0\.0\.1:\d+$/.test(await sandboxRow()));
    await workbench.waitForStatus(/^staging$/);

    await workbench.command('Restlink: Switch Credential…');
    await quickInput.waitFor('Switch Credential');
    assert.deepEqual(await quickInput.rows(), [
      'staging',
      'sandbox',
      'sandbox-plain',
      'sandbox-readonly',
      'Add Credential…',
    ]);
    await shot('switch');
    await quickInput.pick('sandbox');
    await workbench.waitForStatus(/^sandbox$/);
    await trees.inlineAction('Credentials', 'staging', 'Use');
    await workbench.waitForStatus(/^staging$/);

    await workbench.clickStatus('staging');
    await quickInput.waitFor('Restlink');
    await shot('status-menu');
    await quickInput.pick('Stop Sandbox');
    await workbench.editors.focus('first-steps.http'); // the focused item would keep its hover over the messages
    await until('the sandbox is gone', async () => /not running/.test(await sandboxRow()));
    await workbench.screenshots('credentials');
  });

  it('shows a sandbox of the command line, and says that it is not for this window to stop', async () => {
    const sandboxRow = async () => (await workbench.trees.waitFor('Credentials', 'sandbox')).description;
    const terminal = new Place();
    try {
      terminal.start(['sandbox', '--port', '0'], { env: { XDG_STATE_HOME: dirname(session.perUserFolder) } });
      const place = await until('it is shown', async () => /^running on (.+)$/.exec(await sandboxRow())?.[1]);
      await workbench.command('Restlink: Stop Sandbox');
      const text = await workbench.messages.waitFor(/started elsewhere/);
      assert.ok(text.startsWith(`The sandbox on ${place} was started elsewhere`), text);
    } finally {
      await terminal.stop();
    }
    // It was killed, which tells nobody.
    await workbench.trees.headerAction('Credentials', 'Refresh');
    await until('it is gone', async () => /not running/.test(await sandboxRow()));
  });

  it('explains a refused signature and offers Edit, Keep Anyway and Remove', async () => {
    await fillIn('wrong', 'not-the-secret');
    await workbench.page.keyboard.press('Enter');
    const text = await workbench.messages.waitFor(/INVALID_SIGNATURE/);
    assert.match(text, /^wrong was stored, but the service refused it\. INVALID_SIGNATURE: /);
    assert.deepEqual(await workbench.messages.buttons(/INVALID_SIGNATURE/), ['Edit', 'Keep Anyway', 'Remove']);
    await shot('add-7-refused');
    const id = idOf('wrong');

    await workbench.messages.click(/INVALID_SIGNATURE/, 'Edit');
    await workbench.quickInput.waitFor('Replace the Secret of wrong (1/2)');
    await workbench.quickInput.enter(KEY);
    await workbench.quickInput.waitFor('Replace the Secret of wrong (2/2)');
    await workbench.quickInput.enter('still-not-the-secret');
    await workbench.messages.waitFor(/INVALID_SIGNATURE/);
    const stored = await session.keyring.lookup('restlink-sms', id);
    assert.deepEqual(JSON.parse(stored ?? 'null'), { kind: 'hmac', key: KEY, secret: 'still-not-the-secret', origin });

    await workbench.messages.click(/INVALID_SIGNATURE/, 'Remove');
    await until('the entry is gone', () => entries().every(({ name }) => name !== 'wrong'));
    assert.equal(await session.keyring.lookup('restlink-sms', id), null);
    await workbench.waitForStatus(/^staging$/);
  });

  it('says that the keychain is locked, and loses nothing of what was typed', async () => {
    await fillIn('later', SECRET);
    await session.keyring.lock();
    await workbench.page.keyboard.press('Enter');
    const text = await workbench.messages.dialog();
    assert.match(text, /The secret of "later" was not stored\..*The keychain (is locked|was not unlocked)/s);
    await shot('add-8-locked');
    await session.keyring.unlock();
    await workbench.messages.clickInDialog('Try Again');
    assert.match(await workbench.messages.waitFor(/works/), /^later works/);
    assert.notEqual(await session.keyring.lookup('restlink-sms', idOf('later')), null);
  });

  it('keeps a login without its password', async () => {
    const { quickInput } = workbench;
    await workbench.command('Restlink: Log In to the Portal…');
    await quickInput.waitFor('Log In to the Portal (1/4)');
    await quickInput.enter('demo-login');
    await quickInput.waitFor('Log In to the Portal (2/4)');
    await quickInput.enter('demo');
    await quickInput.waitFor('Log In to the Portal (3/4)');
    assert.equal(await quickInput.isMasked(), true);
    await quickInput.enter('demo');
    await quickInput.waitFor('Log In to the Portal (4/4)');
    await quickInput.enter(origin);
    assert.match(await workbench.messages.waitFor(/works/), /^demo-login works: balance/);
    const stored = await session.keyring.lookup('restlink-sms', idOf('demo-login'));
    assert.deepEqual(Object.keys(JSON.parse(stored ?? '{}')), ['kind', 'token', 'origin']);
    assert.match((await workbench.trees.waitFor('Credentials', 'demo-login')).description, /^JWT · expires in /);
  });

  it('removes secret and entry after a question that names them', async () => {
    const id = idOf('staging');
    await workbench.trees.contextMenu('Credentials', 'staging', 'Remove Credential…');
    assert.match(await workbench.messages.dialog(), /Remove "staging" \(sk_test_…gned\)\?/);
    await shot('remove');
    await workbench.messages.clickInDialog('Remove');
    await until('the entry is gone', () => entries().every(({ name }) => name !== 'staging'));
    assert.equal(await session.keyring.lookup('restlink-sms', id), null);
    await until('the row is gone', async () =>
      (await workbench.trees.rows('Credentials')).every(({ label }) => label !== 'staging'),
    );
  });
});

/** The files below a folder that hold a text: plain, in hex, in base64 or URL-encoded. */
function filesWith(folder: string, text: string): string[] {
  const bytes = Buffer.from(text);
  const forms = [text, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, ''), encodeURIComponent(text)];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file);
      return forms.some((form) => content.includes(form));
    });
}

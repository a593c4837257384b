import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Place } from '../support/cli';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../support/workbench';

const KEY = 'sk_test_sandbox_signed';
const FILE = 'renew.http';
const TEXT = `### Workspaces
# @name spaces
# @credential brief
GET /api/v1/user/workspaces

### Balance
# @name balance
# @credential wrong
GET /api/v1/user/balance
`;

describe('what a person does with credentials', function () {
  this.timeout(120_000);

  let session: Session;
  let workbench: Workbench;
  const elsewhere = new Place();
  let origin: string;

  before(async () => {
    session = await startSession({ settings: { 'restlink.sandbox.port': 0 } });
    origin = (await elsewhere.sandbox()).url;
    writeFileSync(join(session.workspace, FILE), TEXT);
    await store('wrong', 'not-the-secret');
    await store('prod-eu', 'sandbox-secret');
    workbench = await session.open(FILE);
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

  /** Stores a signed key by the command line, in the same keychain and list. */
  async function store(name: string, secret: string): Promise<void> {
    const env = { ...session.keyring.env, XDG_STATE_HOME: dirname(session.perUserFolder) };
    const args = ['credentials', 'add', name, '--kind', 'hmac', '--origin', origin];
    await elsewhere.run(args, { env, input: `${KEY}\n${secret}\n` });
    assert.ok(entry(name));
  }

  const entries = () => session.credentials();
  const entry = (name: string) => session.credential(name);
  const shot = (name: string) => workbench.settledScreenshot(name);

  /** Answers the two questions of a login that ends at once. */
  async function logInBriefly(title: string, first: number, steps: number): Promise<void> {
    const { quickInput } = workbench;
    await quickInput.waitFor(`${title} (${first}/${steps})`);
    await quickInput.enter('demo-brief');
    await quickInput.waitFor(`${title} (${first + 1}/${steps})`);
    await quickInput.enter('demo');
  }

  it('finds everything in the context menu, in groups, and what does not fit is not there', async () => {
    const menu = await workbench.trees.menuOf('Credentials', 'prod-eu', () => shot('manage-1-menu'));
    assert.deepEqual(menu, [
      'Use',
      'Rename Credential…',
      'Replace Secret…',
      'Duplicate to Another Origin…',
      'Remove Credential…',
    ]);
  });

  it('renames, with the same rules as for a new name', async () => {
    const { quickInput, trees } = workbench;
    const { id } = entry('prod-eu');
    await trees.contextMenu('Credentials', 'prod-eu', 'Rename Credential…');
    await quickInput.waitFor('Rename prod-eu');
    assert.equal(await quickInput.value(), 'prod-eu');
    await shot('manage-2-rename');
    await quickInput.enter('Wrong');
    await until('a taken name is refused', async () => /already/.test(await quickInput.message()));
    await quickInput.enter('prod');
    await trees.waitFor('Credentials', 'prod');
    assert.equal(entry('prod').id, id);
  });

  it('duplicates to another origin, and asks before a key may go to a strange one', async () => {
    const { messages, quickInput, trees } = workbench;
    await trees.contextMenu('Credentials', 'prod', 'Duplicate to Another Origin…');
    await quickInput.waitFor('Duplicate prod (1/2)');
    assert.equal(await quickInput.value(), 'prod-2');
    await quickInput.enter('prod-2');
    await quickInput.waitFor('Duplicate prod (2/2)');
    await shot('manage-3-origin');
    await quickInput.back();
    await quickInput.waitFor('Duplicate prod (1/2)');
    await quickInput.enter('prod-eu');
    await quickInput.waitFor('Duplicate prod (2/2)');
    await quickInput.enter('https://sms.example.com');
    assert.match(await messages.dialog(), /to https:\/\/sms\.example\.com, too\?.*receives the key sk_test_…gned/s);
    await shot('manage-4-strange-origin');
    await messages.clickInDialog('Cancel');
    assert.ok(entries().every(({ name }) => name !== 'prod-eu'));
  });

  it('chooses the workspace of a login, which its row then shows', async () => {
    const { messages, quickInput, trees } = workbench;
    await workbench.command('Restlink: Choose Workspace…');
    await messages.waitFor(/Only a portal login can choose its workspace/);
    await messages.dismissAll();
    await workbench.command('Restlink: Log In to the Portal…');
    await quickInput.waitFor('Log In to the Portal (1/4)');
    await quickInput.enter('brief');
    await quickInput.waitFor('Log In to the Portal (2/4)');
    await quickInput.enter('demo');
    await quickInput.waitFor('Log In to the Portal (3/4)');
    await quickInput.enter('demo');
    await quickInput.waitFor('Log In to the Portal (4/4)');
    await quickInput.enter(origin);
    await messages.waitFor(/^brief works: balance/);
    await trees.contextMenu('Credentials', 'brief', 'Choose Workspace…');
    await quickInput.waitFor('Workspace of brief');
    assert.deepEqual(await quickInput.rows(), ['Main workspace (no header)', 'Main', 'test-space']);
    await shot('manage-5-workspace');
    await quickInput.pick('test-space');
    const row = await until('the workspace in the row', async () => {
      const found = await trees.waitFor('Credentials', 'brief');
      return found.description.includes('test-space') && found;
    });
    assert.match(row.description, /^JWT · test-space · expires in \d+ min$/);
    assert.match(row.spoken, /^brief, active, JWT, test-space, expires in/);
    assert.deepEqual(entry('brief').workspace, { id: 18, name: 'test-space' });
  });

  it('offers a new login where one has ended: in the lens, beside the answer, and in a message', async () => {
    const { editors, lenses, messages, quickInput, trees } = workbench;
    await trees.contextMenu('Credentials', 'brief', 'Replace Secret…');
    await quickInput.waitFor('Replace the Secret of brief (1/3)');
    await shot('manage-6-replace-login');
    await quickInput.pick('Portal login');
    await logInBriefly('Replace the Secret of brief', 2, 3);
    await messages.waitFor(/^brief works/);
    await lenses.waitFor('Send as brief (JWT, expired)');
    await messages.dismissAll();
    await trees.headerAction('Credentials', 'Refresh');
    const row = await until('the end of the login in its row', async () => {
      const found = await trees.waitFor('Credentials', 'brief');
      return found.description.includes('expired') && found;
    });
    assert.equal(row.description, 'JWT · test-space · expired · active');
    assert.match(row.spoken, /expired$/);

    await lenses.click('Send as brief (JWT, expired)', () => editors.waitFor('spaces · 401 Unauthorized'));
    await messages.waitFor('The service does not take the login "brief" any more.');
    await until('the lenses of the answer', async () =>
      (await lenses.texts()).join(' | ').includes('Log In | Save Body | Copy | Send Again'),
    );
    // The message leaves the screen after some seconds.
    await workbench.screenshot('manage-7-expired');
    await messages.click('The service does not take the login', 'Log In');
    await quickInput.waitFor('Log In to the Portal as brief (1/2)');
    await quickInput.enter('demo');
    await quickInput.waitFor('Log In to the Portal as brief (2/2)');
    await quickInput.enter('demo');
    await editors.waitFor('spaces · 200 OK');
    assert.deepEqual(entry('brief').workspace, { id: 18, name: 'test-space' }, 'it works where it worked before');
  });

  it('offers to replace a secret that the service refuses, and to send again', async () => {
    const { editors, lenses, messages, quickInput } = workbench;
    await lenses.click('Sign and Send · wrong', () => editors.waitFor('balance · 401 Unauthorized'));
    await lenses.click('Replace Secret', () => quickInput.waitFor('Replace the Secret of wrong (1/2)'));
    await quickInput.enter(KEY);
    await quickInput.waitFor('Replace the Secret of wrong (2/2)');
    await shot('manage-8-replace');
    await quickInput.enter('sandbox-secret');
    await messages.click('Send balance now?', 'Send');
    await editors.waitFor('balance · 200 OK');
  });

  it('says in one window what another one did to the same credential', async () => {
    const { quickInput, messages } = workbench;
    await workbench.trees.contextMenu('Credentials', 'prod', 'Rename Credential…');
    await quickInput.waitFor('Rename prod');
    const second = await session.open();
    await second.trees.show('Restlink SMS');
    await second.trees.contextMenu('Credentials', 'prod', 'Remove Credential…');
    await second.messages.dialog();
    await second.messages.clickInDialog('Remove');
    await until('it is gone', () => entries().every(({ name }) => name !== 'prod'));
    assert.equal(await quickInput.value(), 'prod');
    await quickInput.enter('prod-de');
    assert.match(
      await messages.dialog(),
      /"prod" was not renamed\..*it was removed in another window or by the command line/s,
    );
    await shot('manage-9-gone');
    await messages.clickInDialog('OK');
    await second.page.close();
  });
});

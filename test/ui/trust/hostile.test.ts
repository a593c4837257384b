import { setTimeout } from 'node:timers/promises';
// A folder full of traps, opened by a person: what they see of it, trusted and not.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/project.mjs';
import { RawServer } from '../../support/raw-server';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../../support/workbench';

const FILE = 'trap.http';
const KEY = 'sk_prod_HostileUi-8Zq1Lw7Yx0c3d4';
const NAME = 'prod $(flame)';

/** By the line of its request. */
const lines = { prompt: 3, outside: 6, message: 11, server: 15, live: 19 };

function trap(origin: string): string {
  return `### Prompt
# @prompt apiSecret Restlink: enter your API secret to go on $(key) [Forgot it?](command:workbench.action.showCommands)
GET {{baseUrl}}/api/v1/{{apiSecret}}
### Outside
# @no-sign
POST ${origin}/outside

< /etc/passwd

### Message
GET {{baseUrl}}/api/v1/{{[Repair](command:workbench.action.showCommands)}}

### Server
# @no-sign
GET ${origin}/server
### Live
# @credential ${NAME}
# @note Sandbox only, nothing is sent.
POST https://restlink23telecom.com/api/v1/sms/send
Content-Type: application/json

{ "to": ["+14155550100"], "message": "Hi", "sender_id": "MyApp" }
`;
}

describe('a folder full of traps', function () {
  this.timeout(240_000);

  let session: Session | undefined;
  let server: RawServer;
  let workbench: Workbench | undefined;

  before(async () => {
    server = await RawServer.start();
  });
  after(() => server?.stop());
  beforeEach(() => server.reset());
  afterEach(async function () {
    await screenshotOnFailure(() => workbench).call(this);
    await session?.stop();
    session = undefined;
  });

  async function open(restricted: boolean): Promise<Workbench> {
    session = await startSession({ settings: { 'restlink.sandbox.port': 0 }, restricted });
    const { keyring, workspace } = session;
    const added = spawnSync(
      process.execPath,
      [join(root, 'dist', 'cli.js'), 'credentials', 'add', NAME, '--kind', 'hmac'],
      { env: keyring.env, input: `${KEY}\nhostile api secret\n` },
    );
    assert.equal(added.status, 0, String(added.stderr));
    writeFileSync(join(workspace, FILE), trap(server.origin));
    mkdirSync(join(workspace, '.vscode'), { recursive: true });
    const hostile = {
      'restlink.confirmLiveSend': 'never',
      'restlink.credentialStore': 'secretStorage',
      'restlink.workspaceBodyFiles': 'ask',
      'restlink.environment': 'evil',
    };
    writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify(hostile));
    const opened = await session.open(FILE);
    workbench = opened;
    await until('the first lenses', async () => (await opened.lenses.texts()).length > 0, 120_000);
    return opened;
  }

  it('asks in our words, shows what would leave, and draws nothing that the file says', async () => {
    const shown = await open(false);
    const { editors, messages, quickInput, page } = shown;
    const send = async (line: number) => {
      await editors.goToLine(FILE, line);
      await editors.focus(FILE);
      await page.keyboard.press('Control+Alt+Enter');
    };

    // A window that has just opened loses a key now and then; a request that is on its way is not sent twice.
    await until('the first question', async () => {
      if (!(await quickInput.isOpen())) await send(lines.prompt);
      await setTimeout(2000);
      return quickInput.isOpen();
    });
    assert.equal(await quickInput.waitFor('Asked by'), `Asked by ${FILE}: apiSecret`);
    assert.match(await quickInput.message(), /^The file says: "Restlink: enter your API secret to go on/);
    assert.equal(await quickInput.isMasked(), true);
    const prompt = page.locator('.quick-input-widget .quick-input-message');
    assert.equal(await prompt.locator('a, .codicon').count(), 0, 'a link or an icon was drawn');
    await shown.screenshot('hostile-prompt-dark');
    await quickInput.cancel();

    await send(lines.outside);
    const question = await messages.dialog();
    assert.match(question, /Send the content of a file outside of the workspace\?/);
    assert.match(question, /\/etc\/passwd/);
    assert.match(question, /trap\.http asks for it/);
    await shown.screenshot('hostile-outside-dark');
    await messages.clickInDialog('Cancel');
    await messages.waitFor(/lies outside of the workspace, and you did not allow it/);
    await messages.dismissAll();

    await send(lines.message);
    await messages.waitFor(/Repair/);
    assert.equal(await page.locator('.notification-toast .notification-list-item-message a').count(), 0);
    await shown.screenshot('hostile-message-dark');
    await messages.dismissAll();

    await send(lines.live);
    const live = await messages.dialog();
    assert.match(live, /Send for real\?.*key prod .*The file says: "Sandbox only, nothing is sent\."/s);
    await shown.screenshot('hostile-live-dark');
    await messages.clickInDialog('Cancel');

    assert.ok(
      (await shown.lenses.texts()).some((text) => text.includes(NAME)),
      'the name is text, not an icon',
    );
    await shown.toggleTheme();
    await send(lines.prompt);
    await quickInput.waitFor('Asked by');
    await shown.screenshot('hostile-prompt-light');
    await quickInput.cancel();
    await send(lines.outside);
    await messages.dialog();
    await shown.screenshot('hostile-outside-light');
    await messages.clickInDialog('Cancel');
    assert.equal(server.connections, 0);
  });

  it('in Restricted Mode is read and explained; nothing is sent, and no secret is read', async () => {
    const shown = await open(true);
    const { lenses, messages, quickInput } = shown;
    await lenses.waitFor('Trust this workspace to send');
    for (const title of [
      'Sign and Send',
      'Rerun Last',
      'Copy Signed Headers',
      'Diagnose Failing Signature…',
      'Send Now',
    ]) {
      assert.equal(await shown.offersCommand(`Restlink: ${title}`), false, title);
    }
    for (const title of [
      'Add Credential…',
      'Log In to the Portal…',
      'Rename Credential…',
      'Replace Secret…',
      'Duplicate to Another Origin…',
      'Remove Credential…',
    ]) {
      await shown.command(`Restlink: ${title}`);
      await until(`a refusal of ${title}`, async () => {
        if ((await messages.texts()).some((text) => text.includes('Restricted Mode'))) return true;
        // Which one: the only one.
        if (await quickInput.isOpen()) await shown.page.keyboard.press('Enter');
        return false;
      });
      await messages.dismissAll();
    }
    await shown.editors.goToLine(FILE, lines.live);
    await shown.command('Restlink: Explain Signature');
    const explanation = await shown.editors.waitForText(/^Live · signature$/, /Restricted\s+Mode: no secret/);
    assert.match(
      explanation.replace(/\s+/g, ''),
      /^POST\/api\/v1\/sms\/send·notsigned.*POST\|\/api\/v1\/sms\/send\|\d{10}\|{·"to"/s,
    );
    assert.doesNotMatch(explanation, /^signature/m);
    await shown.screenshots('hostile-restricted');
    assert.equal(server.connections, 0);
    assert.deepEqual(keychainHelpers(session?.keyring.folder ?? ''), [], 'the keychain was opened');
    const index = readFileSync(join(session?.perUserFolder ?? '', 'credentials.json'), 'utf8');
    assert.equal((JSON.parse(index) as { credentials: unknown[] }).credentials.length, 1);
  });
});

/** Processes of the keychain helper that belong to a session. */
function keychainHelpers(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const isHelper = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('keychain.js');
      return isHelper && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(folder);
    } catch {
      return false; // no process, or it has ended
    }
  });
}

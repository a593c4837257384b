import assert from 'node:assert/strict';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../support/workbench';

const FILE = 'first-steps.http';
const KEY = 'sk_prod_0123456789abcdef';

describe('what the editor refuses, or asks before', function () {
  this.timeout(180_000);

  let session: Session | undefined;
  let workbench: Workbench | undefined;

  afterEach(async function () {
    await screenshotOnFailure(() => workbench).call(this);
    await session?.stop();
    session = undefined;
  });

  async function open(options: Parameters<typeof startSession>[0]): Promise<Workbench> {
    session = await startSession({ settings: { 'restlink.sandbox.port': 0 }, ...options });
    const opened = await session.open(FILE);
    workbench = opened;
    await until('the first lenses', async () => (await opened.lenses.texts()).length > 0, 90_000);
    return opened;
  }

  it('a window without keychain says so, and keeps a key for the session; a live send with it asks first', async () => {
    const shown = await open({ keychain: 'none' });
    const { editors, lenses, messages, quickInput } = shown;
    await shown.command('Restlink: Add Credential…');
    await quickInput.waitFor('Add Credential (1/5)');
    await quickInput.enter('prod');
    await quickInput.waitFor('Add Credential (2/5)');
    await quickInput.pick('API key + HMAC signature');
    await quickInput.waitFor('Add Credential (3/5)');
    await quickInput.enter(KEY);
    await quickInput.waitFor('Add Credential (4/5)');
    await quickInput.enter('a secret of production');
    await quickInput.waitFor('Add Credential (5/5)');
    await quickInput.enter('https://restlink23telecom.com');
    assert.match(await messages.dialog(), /No keychain runs in this session/);
    await shown.screenshot('no-keychain');
    await messages.clickInDialog('Keep for This Session');
    await messages.click(/could not be checked/, 'Keep Anyway');
    await shown.waitForStatus('prod · live');

    await editors.goToLine(FILE, 18);
    await shown.command('Restlink: Sign and Send');
    const question = await messages.dialog();
    assert.match(
      question,
      /Send for real\?.*2 recipients · 1 segment each .* from MyApp · key prod \(sk_prod_…cdef\)/s,
    );
    await shown.screenshot('live-send');
    await messages.clickInDialog('Cancel');
    assert.ok(
      (await lenses.texts()).every((text) => !/Sending|no answer/.test(text)),
      'nothing was sent',
    );
  });

  it('Restricted Mode neither sends nor takes a secret, and says why', async () => {
    const shown = await open({ restricted: true });
    await shown.lenses.waitFor('Trust this workspace to send');
    assert.equal(await shown.offersCommand('Restlink: Sign and Send'), false);
    await shown.command('Restlink: Add Credential…');
    await shown.messages.waitFor(/Restricted Mode: no stored secret is read, and nothing is sent/);
    await shown.screenshot('restricted');
  });
});

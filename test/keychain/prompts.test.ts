// The dialogs of a real gnome-keyring on a screen that nobody sees (support/prompter.ts): what a person does with them.

import assert from 'node:assert/strict';
import { type Keyring, startKeyring } from '../support/keyring';
import { type Prompter, startPrompter } from '../support/prompter';
import { inState, keychains, SERVICE, simple, untilHelpers } from './fixtures';

describe('a keychain that asks for its password', function () {
  this.timeout(180_000);
  const open = keychains();
  let keyring: Keyring;
  let prompter: Prompter;

  before(async () => {
    keyring = await startKeyring();
    await keyring.store(SERVICE, 'id-1', JSON.stringify(simple));
    prompter = await startPrompter(keyring);
  });
  after(async () => {
    await prompter?.stop();
    await keyring?.stop();
  });
  beforeEach(() => keyring.lock());

  it('answers once the password is given', async () => {
    const keychain = open(keyring.env, { timeoutMs: 90_000 });
    const reading = keychain.get('id-1');
    await prompter.asked();
    await prompter.answer();
    assert.deepEqual(await reading, simple);
    await keychain.set('id-2', simple);
    assert.equal(await keyring.lookup(SERVICE, 'id-2'), JSON.stringify(simple));
  });

  it('was dismissed: read or write, that is what is said, and nothing has changed', async () => {
    const keychain = open(keyring.env, { timeoutMs: 90_000 });
    for (const request of [() => keychain.get('id-1'), () => keychain.set('id-1', { kind: 'apiKey', key: 'other' })]) {
      const refused = assert.rejects(request(), inState('dismissed'));
      await prompter.asked();
      await new Promise((resolve) => setTimeout(resolve, 800)); // a person takes a second at least
      await prompter.cancel();
      await refused;
    }
    await keyring.unlock();
    assert.deepEqual(await keychain.get('id-1'), simple);
  });

  it('and is left asking: the person is told, can cancel, and is asked anew by the next request', async () => {
    let told = 0;
    const keychain = open(keyring.env, {
      timeoutMs: 90_000,
      noticeMs: 300,
      onWaiting(cancel) {
        if (++told === 1) void prompter.asked().then(cancel);
      },
    });
    await assert.rejects(keychain.get('id-1'), inState('cancelled'));
    await untilHelpers(0);
    const reading = keychain.get('id-1');
    await prompter.asked();
    await prompter.answer();
    assert.deepEqual(await reading, simple);
    assert.equal(told, 2);
  });
});

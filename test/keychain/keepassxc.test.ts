// The real helper against KeePassXC, the second Secret Service there is: what it has in common with gnome-keyring
// (contract.ts), and where it differs. It runs without a screen: a dialog of it is open, and nobody sees it.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { dismissPrompts, promptsOf, recycled, startKeePassXC } from '../support/keepassxc';
import type { Keyring } from '../support/secret-service';
import { keepsSecrets } from './contract';
import { helpers, inState, keychains, SERVICE, secret, simple, until, untilHelpers } from './fixtures';

describe('KeePassXC', function () {
  this.timeout(60_000);
  const open = keychains();

  describe('with its database unlocked', () => keepsSecrets(startKeePassXC));

  describe('with its database locked', () => {
    let keyring: Keyring;
    // A dialog stays open when its question was given up, so every test has a program of its own.
    beforeEach(async () => {
      keyring = await startKeePassXC();
      await keyring.store(SERVICE, 'id-1', JSON.stringify(simple));
      await keyring.lock();
    });
    afterEach(() => keyring.stop());

    it('asks for the password: the person is told so, and can cancel; what waits behind is given up too', async () => {
      const notices: Promise<void>[] = [];
      const keychain = open(keyring.env, {
        noticeMs: 300,
        onWaiting(cancel, over) {
          if (notices.push(over) === 1) setTimeout(cancel, 200);
        },
      });
      const [read, stored] = [keychain.get('id-1'), keychain.set('id-2', simple)];
      await assert.rejects(read, inState('cancelled'));
      await assert.rejects(stored, inState('cancelled'));
      await untilHelpers(0);
      assert.equal(notices.length, 1, 'the person is told once, not for each of them');
      await notices[0];

      await keyring.unlock();
      assert.deepEqual(await keychain.get('id-1'), simple);
      assert.equal(await keychain.get('id-2'), null, 'what was given up is not done later');
    });

    it('is given up after the time that is set, and the next request works once it is unlocked', async () => {
      const keychain = open(keyring.env, { timeoutMs: 1_500 });
      for (const request of [() => keychain.get('id-1'), () => keychain.delete('id-1')]) {
        await assert.rejects(request(), inState('timedOut'));
        await untilHelpers(0);
      }
      await keyring.unlock();
      assert.deepEqual(await keychain.get('id-1'), simple);
    });

    it('gives the person longer than a call over D-Bus takes, and then the secret', async () => {
      const keychain = open(keyring.env, { timeoutMs: 50_000 });
      const reading = keychain.get('id-1');
      const late = setTimeout(() => void keyring.unlock(), 26_500); // a call ends after 25 s
      try {
        assert.deepEqual(await reading, simple);
      } finally {
        clearTimeout(late);
      }
    });

    it('a question that is dismissed stores nothing, and says so', async () => {
      const keychain = open(keyring.env);
      const stored = keychain.set('id-2', simple);
      const refused = assert.rejects(stored, inState('dismissed'));
      await until(async () => (await promptsOf(keyring)).length > 0);
      await delay(1_200); // a person takes longer than a second
      await dismissPrompts(keyring);
      await refused;
      await keyring.unlock();
      assert.equal(await keyring.lookup(SERVICE, 'id-2'), null);
      await keychain.set('id-2', secret);
      assert.equal(await keyring.lookup(SERVICE, 'id-2'), JSON.stringify(secret));
    });
  });

  describe('that does not ask before it searches', () => {
    let keyring: Keyring;
    before(async () => {
      keyring = await startKeePassXC('impatient');
      await keyring.store(SERVICE, 'id-1', JSON.stringify(simple));
      await keyring.lock();
    });
    after(() => keyring.stop());

    it('is locked rather than empty, and works again when it is unlocked', async () => {
      const keychain = open(keyring.env);
      await assert.rejects(keychain.get('id-1'), inState('locked'));
      await assert.rejects(keychain.delete('id-1'), inState('locked'));
      assert.equal(helpers().length, 1);
      await keyring.unlock();
      assert.deepEqual(await keychain.get('id-1'), simple);
    });
  });

  it('asks before one program replaces what another one stored; dismissed, the old secret stays', async () => {
    const keyring = await startKeePassXC();
    try {
      await open(keyring.env).set('id-1', simple);
      const another = open(keyring.env);
      const refused = assert.rejects(another.set('id-1', secret), inState('dismissed'));
      await until(async () => (await promptsOf(keyring)).length > 0);
      await delay(500);
      await dismissPrompts(keyring);
      await refused;
      assert.deepEqual(await another.get('id-1'), simple);
    } finally {
      await keyring.stop();
    }
  });

  it('moves what is deleted to its recycle bin, where Restlink does not find it', async () => {
    const keyring = await startKeePassXC();
    try {
      const keychain = open(keyring.env);
      await keychain.set('id-1', simple);
      assert.equal(await keychain.delete('id-1'), true);
      await keyring.lock();
      await keyring.unlock();
      assert.deepEqual(await recycled(keyring), ['restlink-sms/id-1']);
      assert.equal(await keychain.get('id-1'), null);
      assert.equal(await keychain.delete('id-1'), false);
      await keychain.set('id-1', secret);
      assert.deepEqual(await keychain.get('id-1'), secret);
    } finally {
      await keyring.stop();
    }
  });
});

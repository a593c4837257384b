// The real helper (dist/keychain.js) against a real gnome-keyring, seen from outside by secret-tool.

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialIndex, CredentialVault } from '../../src/credentials';
import { type Keyring, startKeyring } from '../support/keyring';
import { helperPath, helpers, inState, keychains, SERVICE, secret, simple } from './fixtures';

describe('the OS keychain', function () {
  this.timeout(30_000);
  const open = keychains();

  describe('unlocked', () => {
    let keyring: Keyring;
    before(async () => {
      keyring = await startKeyring();
    });
    after(() => keyring.stop());

    it('keeps a secret as one JSON text under service and id', async () => {
      const keychain = open(keyring.env);
      await keychain.set('id-1', secret);
      assert.equal(await keyring.lookup(SERVICE, 'id-1'), JSON.stringify(secret));
      assert.deepEqual(await keychain.get('id-1'), secret);
    });

    it('replaces and deletes', async () => {
      const keychain = open(keyring.env);
      await keychain.set('id-2', secret);
      await keychain.set('id-2', simple);
      assert.equal(await keyring.lookup(SERVICE, 'id-2'), JSON.stringify(simple));
      assert.equal(await keychain.delete('id-2'), true);
      assert.equal(await keyring.lookup(SERVICE, 'id-2'), null);
      assert.equal(await keychain.delete('id-2'), false);
    });

    it('an entry that is not there, or was deleted from outside, is gone rather than locked', async () => {
      const keychain = open(keyring.env);
      assert.equal(await keychain.get('never'), null);
      await keychain.set('id-3', simple);
      await keyring.clear(SERVICE, 'id-3');
      assert.equal(await keychain.get('id-3'), null);
    });

    it('an entry that somebody else wrote is not taken for a secret', async () => {
      await keyring.store(SERVICE, 'id-4', 'plain text');
      await keyring.lock(); // reading it back from its file gives the entry the schema that keytar looks for
      await keyring.unlock();
      await assert.rejects(open(keyring.env).get('id-4'), inState('unknown'));
    });

    it('answers requests in order, through one helper', async () => {
      const keychain = open(keyring.env);
      const answers = await Promise.all([
        keychain.set('id-5', simple),
        keychain.get('id-5'),
        keychain.delete('id-5'),
        keychain.get('id-5'),
      ]);
      assert.deepEqual(answers, [undefined, simple, true, null]);
      assert.equal(helpers().length, 1);
    });

    it('serves two windows at once', async () => {
      const [one, two] = [open(keyring.env), open(keyring.env)];
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).set(`w-${i}`, { kind: 'apiKey', key: `k${i}` })),
      );
      const read = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? two : one).get(`w-${i}`)));
      assert.deepEqual(
        read,
        Array.from({ length: 20 }, (_, i) => ({ kind: 'apiKey', key: `k${i}` })),
      );
    });

    it('through the vault: the secret is in the keychain and in no file', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'vault-'));
      try {
        const vault = new CredentialVault({
          index: new CredentialIndex(folder, Date.now),
          stores: { osKeychain: open(keyring.env) },
          sandbox: { running: async () => null, watch: () => ({ dispose() {} }) },
          environment: null,
          now: Date.now,
          newId: () => 'id-vault',
        });
        const added = await vault.add({
          name: 'prod-eu',
          kind: 'hmac',
          origin: 'https://restlink23telecom.com',
          secret,
          store: 'osKeychain',
        });
        assert.deepEqual(await vault.secretOf(added), secret);
        assert.ok(await keyring.lookup(SERVICE, 'id-vault'));
        for (const name of readdirSync(folder)) assert.ok(!readFileSync(join(folder, name), 'utf8').includes('canary'));
        await vault.remove('prod-eu');
        assert.equal(await keyring.lookup(SERVICE, 'id-vault'), null);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });

  describe('locked', () => {
    let keyring: Keyring;
    before(async () => {
      keyring = await startKeyring();
      await keyring.store(SERVICE, 'id-1', JSON.stringify(simple));
      await keyring.lock();
    });
    after(() => keyring.stop());

    it('is told from gone, for each request, and works again when unlocked', async () => {
      const keychain = open(keyring.env);
      await assert.rejects(keychain.get('id-1'), inState('locked'));
      await assert.rejects(keychain.set('id-2', simple), inState('locked'));
      await assert.rejects(keychain.delete('id-1'), inState('locked'));
      await keyring.unlock();
      assert.deepEqual(await keychain.get('id-1'), simple);
      assert.equal(await keychain.get('id-2'), null);
    });
  });

  describe('that is not there', () => {
    it('a service without default collection', async () => {
      const keyring = await startKeyring('no-collection');
      try {
        const keychain = open(keyring.env);
        await assert.rejects(keychain.set('id-1', simple), inState('noCollection'));
        await assert.rejects(keychain.get('id-1'), inState('noCollection'));
        await assert.rejects(keychain.delete('id-1'), inState('noCollection'));
      } finally {
        await keyring.stop();
      }
    });

    it('a bus without service', async () => {
      const keyring = await startKeyring('none');
      try {
        const keychain = open(keyring.env);
        await assert.rejects(keychain.set('id-1', simple), inState('noService'));
        await assert.rejects(keychain.get('id-1'), inState('noService'));
      } finally {
        await keyring.stop();
      }
    });

    it('no bus, or one whose socket is dead', async () => {
      const bare = { PATH: process.env.PATH, HOME: tmpdir() };
      await assert.rejects(open(bare).get('id-1'), inState('noBus'));
      await assert.rejects(open(bare).set('id-1', simple), inState('noBus'));
      const dead = { ...bare, DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(tmpdir(), 'no-such-bus')}` };
      await assert.rejects(open(dead).get('id-1'), inState('noBus'));
    });

    it('a native library that cannot be loaded', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'helper-'));
      try {
        const alone = join(folder, 'keychain.js');
        copyFileSync(helperPath, alone); // without its prebuilds
        await assert.rejects(open(process.env, { helperPath: alone }).get('id-1'), inState('libraryMissing'));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
});

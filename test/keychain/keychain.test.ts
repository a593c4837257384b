// The real helper (dist/keychain.js) against a real gnome-keyring, seen from outside by secret-tool.

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Keyring, startKeyring } from '../support/keyring';
import { keepsSecrets } from './contract';
import { helperPath, inState, keychains, SERVICE, simple } from './fixtures';

describe('the OS keychain', function () {
  this.timeout(30_000);
  const open = keychains();

  describe('unlocked', () => keepsSecrets(startKeyring));

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

// What a keychain has to do, whichever program is behind it. Seen from outside by secret-tool.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialIndex, CredentialVault } from '../../src/credentials';
import type { Keyring } from '../support/secret-service';
import { helpers, inState, keychains, SERVICE, secret, simple } from './fixtures';

/** Tests of an unlocked keychain. @param start starts it, once for all of them */
export function keepsSecrets(start: () => Promise<Keyring>): void {
  const open = keychains();
  let keyring: Keyring;
  before(async () => {
    keyring = await start();
  });
  after(() => keyring?.stop());

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
    assert.deepEqual((await keyring.accounts(SERVICE)).filter((account) => account === 'id-2').length, 1);
    assert.equal(await keychain.delete('id-2'), true);
    assert.equal(await keyring.lookup(SERVICE, 'id-2'), null);
    assert.equal(await keychain.delete('id-2'), false);
  });

  it('gives every character back, of a secret of any length', async () => {
    const keychain = open(keyring.env);
    const texts = ['😀☃ünïcode', ' \t blanks ', '"\\\'`$(x)%s', '\u0001\u007f', 'k'.repeat(32_768), '界'.repeat(4_096)];
    for (const [i, text] of texts.entries()) {
      const kept = { kind: 'hmac', key: `key-${i}`, secret: text } as const;
      await keychain.set('id-text', kept);
      assert.deepEqual(await keychain.get('id-text'), kept);
    }
  });

  it('an entry that is not there, or was deleted from outside, is gone rather than locked', async () => {
    const keychain = open(keyring.env);
    assert.equal(await keychain.get('never'), null);
    await keychain.set('id-3', simple);
    await keyring.clear(SERVICE, 'id-3');
    assert.equal(await keychain.get('id-3'), null);
    assert.equal(await keychain.delete('id-3'), false);
    await keychain.set('id-3', secret);
    assert.deepEqual(await keychain.get('id-3'), secret);
  });

  it('an entry that somebody else wrote is not taken for a secret', async () => {
    await keyring.store(SERVICE, 'id-4', 'plain text');
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

      await keyring.clear(SERVICE, 'id-vault');
      await assert.rejects(vault.secretOf(added), inState('entryGone'));
      await vault.replaceSecret('prod-eu', secret);
      assert.deepEqual(await vault.secretOf(added), secret);

      await vault.remove('prod-eu');
      assert.equal(await keyring.lookup(SERVICE, 'id-vault'), null);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('works again with a keychain that was started anew', async () => {
    const keychain = open(keyring.env);
    await keychain.set('id-6', simple);
    await keyring.end();
    await assert.rejects(keychain.get('id-6'), inState('noService'));
    await assert.rejects(keychain.set('id-7', simple), inState('noService'));
    await keyring.begin();
    assert.deepEqual(await keychain.get('id-6'), simple);
    await keychain.set('id-7', secret);
    assert.deepEqual(await keychain.get('id-7'), secret);
  });
}

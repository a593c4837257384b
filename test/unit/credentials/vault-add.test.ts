import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeychainError, type Secret } from '../../../src/credentials';
import { Bench, code, fresh, login, secret, state } from './vault-fixtures';

describe('the vault: Add Credential', () => {
  const bench = Bench.use();

  it('stores the secret in the keychain and the rest in the index', async () => {
    const { vault, window, folder } = bench;
    const added = await vault.add(fresh);
    assert.deepEqual(added, {
      id: 'id1',
      name: 'prod-eu',
      kind: 'hmac',
      origin: 'https://restlink23telecom.com',
      keyHint: 'sk_prod_…d4e5',
      store: 'osKeychain',
      created: '2026-01-01T00:00:00.000Z',
    });
    assert.deepEqual(await window.list(), [added]);
    assert.deepEqual(await vault.secretOf(added), secret);
    const text = readFileSync(join(folder, 'credentials.json'), 'utf8');
    assert.ok(!text.includes(secret.kind === 'hmac' ? secret.secret : '') && !text.includes('a1b2'));
  });

  it('reads the end of a token', async () => {
    const { vault, window } = bench;
    const token = `h.${Buffer.from('{"exp":1760000000}').toString('base64url')}.s`;
    const added = await vault.add({ ...login, secret: { kind: 'jwt', token } });
    assert.deepEqual([added.keyHint, added.expires], ['JWT', 1760000000]);
    const without = await vault.replaceSecret('portal', { kind: 'jwt', token: 'a.b.c' });
    assert.equal(without.expires, undefined);
    assert.deepEqual(await window.list(), [without]);
  });

  it('leaves nothing when the keychain refuses', async () => {
    const { vault, window, keychain } = bench;
    keychain.failing.add('set');
    await assert.rejects(vault.add(fresh), state('locked'));
    assert.deepEqual(await window.names(), []);
    assert.equal(keychain.held.size, 0);
  });

  it('takes the secret back when the index refuses', async () => {
    const { vault, window, keychain } = bench;
    window.index.failing = true;
    await assert.rejects(vault.add(fresh), code('credentials.busy'));
    assert.equal(keychain.held.size, 0);
    keychain.failing.add('delete');
    await assert.rejects(vault.add(fresh), code('credentials.busy'), 'the first failure is the one told');
  });

  it('takes the secret back when another window took the name meanwhile', async () => {
    const { vault, window, keychain } = bench;
    keychain.afterwards.set('set', () => bench.open({ prefix: 'b' }).vault.add({ ...fresh, name: 'Prod-EU' }));
    await assert.rejects(vault.add(fresh), code('credential.nameTaken'));
    assert.deepEqual(await window.names(), ['Prod-EU']);
    assert.deepEqual(keychain.held, new Set(['b1']));
  });

  it('asks the keychain for nothing when name, origin, secret or index are wrong', async () => {
    const { vault, keychain, folder } = bench;
    await vault.add(fresh);
    keychain.failing.add('set');
    await assert.rejects(vault.add({ ...fresh, name: 'PROD-EU' }), code('credential.nameTaken'));
    await assert.rejects(vault.add({ ...fresh, name: 'sandbox' }), code('credential.nameReserved'));
    await assert.rejects(vault.add({ ...fresh, name: 'x', origin: 'https://h.example/x' }), code('origin.withMore'));
    await assert.rejects(vault.add({ ...fresh, name: 'x', kind: 'jwt' }), code('credential.otherKind'));
    const blank: Secret = { kind: 'hmac', key: 'a b', secret: 's' };
    await assert.rejects(vault.add({ ...fresh, name: 'x', secret: blank }), code('credential.keyCharacters'));
    writeFileSync(join(folder, 'credentials.json'), '{');
    await assert.rejects(vault.add({ ...fresh, name: 'x' }), code('credentials.damaged'));
  });

  it('when the disk refuses leaves no secret behind', async () => {
    const { vault, window, keychain, folder } = bench;
    await vault.add(fresh);
    mkdirSync(join(folder, 'credentials.json.tmp')); // where the new index would be written
    await assert.rejects(vault.add({ ...fresh, name: 'x' }), code('credentials.unwritable'));
    assert.equal(keychain.held.size, 1);
    assert.deepEqual(await window.names(), ['prod-eu']);
  });
});

describe('the vault: Duplicate Credential', () => {
  const bench = Bench.use();
  const STAGING = 'https://staging.example';

  for (const store of ['osKeychain', 'secretStorage', 'session'] as const) {
    it(`gives the same secret in ${store} another name and origin`, async () => {
      const { vault, window } = bench;
      const first = await vault.add({ ...fresh, store });
      const second = await vault.duplicate('prod-eu', 'staging', `${STAGING}/`);
      assert.deepEqual(second, { ...first, id: 'id2', name: 'staging', origin: STAGING });
      assert.deepEqual(await window.list(), [first, second]);
      assert.deepEqual(await vault.secretOf(second), secret);
      await vault.remove('prod-eu');
      assert.deepEqual(await vault.secretOf(second), secret);
    });
  }

  it('can be for the same origin', async () => {
    await bench.vault.add(fresh);
    assert.equal((await bench.vault.duplicate('prod-eu', 'twin', fresh.origin)).origin, fresh.origin);
  });

  it('copies the end of a token, and not the workspace', async () => {
    const { vault } = bench;
    const token = `h.${Buffer.from('{"exp":1760000000}').toString('base64url')}.s`;
    await vault.add({ ...login, secret: { kind: 'jwt', token } });
    await vault.setWorkspace('portal', { id: 18, name: 'test-space' });
    const copy = await vault.duplicate('portal', 'copy', STAGING);
    assert.deepEqual([copy.expires, 'workspace' in copy], [1760000000, false]);
  });

  it('asks the keychain for nothing when name or origin are wrong', async () => {
    const { vault, keychain } = bench;
    await vault.add(fresh);
    keychain.failing.add('get');
    await assert.rejects(vault.duplicate('prod-eu', 'PROD-EU', STAGING), code('credential.nameTaken'));
    await assert.rejects(vault.duplicate('prod-eu', 'x', 'http://staging.example'), code('origin.plainHttp'));
    await assert.rejects(vault.duplicate('nobody', 'x', STAGING), code('credential.unknown'));
  });

  it('leaves nothing when a step fails', async () => {
    const { vault, window, keychain } = bench;
    await vault.add(fresh);
    const before = await window.list();
    const attempt = () => vault.duplicate('prod-eu', 'staging', STAGING);
    for (const step of ['get', 'set'] as const) {
      keychain.failing.add(step);
      await assert.rejects(attempt(), state('locked'));
      keychain.failing.clear();
    }
    window.index.failing = true;
    await assert.rejects(attempt(), code('credentials.busy'));
    window.index.failing = false;
    assert.deepEqual(await window.list(), before);
    assert.deepEqual(keychain.held, new Set(['id1']));
    await keychain.delete('id1');
    await assert.rejects(attempt(), (error) => error instanceof KeychainError && error.state === 'entryGone');
    assert.deepEqual(await window.list(), before);
  });

  it('of one that another window removes meanwhile is one of its own all the same', async () => {
    const { vault, window, keychain } = bench;
    await vault.add(fresh);
    keychain.afterwards.set('get', () => bench.open().vault.remove('prod-eu'));
    await vault.duplicate('prod-eu', 'staging', STAGING);
    assert.deepEqual(await window.names(), ['staging']);
    assert.deepEqual(keychain.held, new Set(['id2']));
  });
});

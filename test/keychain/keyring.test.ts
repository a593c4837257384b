import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { type Keyring, startKeyring } from '../support/keyring';

describe('the private keyring of the tests', () => {
  let keyring: Keyring;
  afterEach(() => keyring.stop());

  it('gives back from outside what was stored', async () => {
    keyring = await startKeyring();
    assert.equal(await keyring.lookup('restlink-sms', 'id'), null);
    await keyring.store('restlink-sms', 'id', 'two\nlines');
    assert.equal(await keyring.lookup('restlink-sms', 'id'), 'two\nlines');
    await keyring.clear('restlink-sms', 'id');
    assert.equal(await keyring.lookup('restlink-sms', 'id'), null);
  });

  it('hides everything while it is locked', async () => {
    keyring = await startKeyring();
    await keyring.store('restlink-sms', 'id', 'secret');
    await keyring.lock();
    assert.equal(await keyring.lookup('restlink-sms', 'id'), null);
    await keyring.unlock();
    assert.equal(await keyring.lookup('restlink-sms', 'id'), 'secret');
  });

  it('can lack its collection, or the whole service', async () => {
    for (const service of ['no-collection', 'none'] as const) {
      keyring = await startKeyring(service);
      await assert.rejects(keyring.store('restlink-sms', 'id', 'secret'), /secret-tool store failed/);
      await keyring.stop();
    }
  });

  it('can come up late, on the same bus', async () => {
    keyring = await startKeyring('none');
    await keyring.begin();
    await keyring.store('restlink-sms', 'id', 'secret');
    assert.equal(await keyring.lookup('restlink-sms', 'id'), 'secret');
  });

  it('leaves nothing behind', async () => {
    keyring = await startKeyring();
    await keyring.stop();
    assert.equal(existsSync(keyring.folder), false);
  });
});

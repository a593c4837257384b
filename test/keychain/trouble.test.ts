// What can happen to a keychain and to its helper while requests are under way, on a real gnome-keyring.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { type Keyring, startKeyring } from '../support/keyring';
import { mustRun, secretCall } from '../support/secret-service';
import { helpers, inState, keychains, simple, until, untilHelpers } from './fixtures';

describe('a keychain in trouble', function () {
  this.timeout(60_000);
  const open = keychains();
  let keyring: Keyring;
  beforeEach(async () => {
    keyring = await startKeyring();
  });
  afterEach(() => keyring.stop());

  it('whose program stops answering: the person is told, the time limit holds, and all works when it goes on', async () => {
    let told = 0;
    const keychain = open(keyring.env, { noticeMs: 500, timeoutMs: 2_000, onWaiting: () => told++ });
    await keychain.set('id-1', simple);
    keyring.pause();
    told = 0; // a machine that is slow
    await assert.rejects(keychain.get('id-1'), inState('timedOut'));
    await assert.rejects(keychain.set('id-1', simple), inState('timedOut'));
    await untilHelpers(0);
    assert.equal(told, 2);
    keyring.resume();
    assert.deepEqual(await keychain.get('id-1'), simple);
  });

  it('whose program stops answering: what is asked meanwhile waits, and Cancel gives all of it up', async () => {
    const cancels: (() => void)[] = [];
    const keychain = open(keyring.env, { noticeMs: 200, onWaiting: (cancel) => cancels.push(cancel) });
    await keychain.set('id-1', simple);
    keyring.pause();
    cancels.length = 0; // a machine that is slow
    const asked = [keychain.get('id-1'), keychain.set('id-2', simple), keychain.delete('id-1'), keychain.get('id-2')];
    const refused = Promise.all(asked.map((one) => assert.rejects(one, inState('cancelled'))));
    await until(() => cancels.length > 0);
    cancels[0]?.();
    await refused;
    assert.equal(cancels.length, 1, 'the person is told once, not for each of them');
    keyring.resume();
    assert.deepEqual(await keychain.get('id-1'), simple);
  });

  it('a Cancel that comes late does not touch a later request', async () => {
    const cancels: (() => void)[] = [];
    const keychain = open(keyring.env, { noticeMs: 200, onWaiting: (cancel) => cancels.push(cancel) });
    await keychain.set('id-1', simple);
    keyring.pause();
    cancels.length = 0;
    const reading = keychain.get('id-1');
    await until(() => cancels.length > 0);
    keyring.resume();
    assert.deepEqual(await reading, simple);
    const next = keychain.get('id-1');
    cancels[0]?.();
    assert.deepEqual(await next, simple);
  });

  it('whose bus is gone: the request under way and the next ones say so', async () => {
    const keychain = open(keyring.env);
    await keychain.set('id-1', simple);
    keyring.pause();
    const lost = keychain.get('id-1');
    await delay(300); // so that it is surely under way
    await keyring.endBus();
    await assert.rejects(lost, inState('noBus'));
    await assert.rejects(keychain.get('id-1'), inState('noBus'));
    await assert.rejects(keychain.set('id-1', simple), inState('noBus'));
    await untilHelpers(0);
  });

  it('that is started anew in the middle of a request', async () => {
    const keychain = open(keyring.env);
    await keychain.set('id-1', simple);
    keyring.pause();
    const lost = keychain.get('id-1').catch((error: unknown) => error);
    await delay(300);
    await keyring.end();
    await keyring.begin();
    const result = await lost;
    if (result instanceof Error) inState('noService')(result);
    else assert.deepEqual(result, simple);
    assert.deepEqual(await keychain.get('id-1'), simple);
  });

  it('whose default collection is deleted: nothing can be kept or read until there is one', async () => {
    const keychain = open(keyring.env);
    await keychain.set('id-1', simple);
    const collection = '/org/freedesktop/secrets/collection/login';
    await mustRun('dbus-send', secretCall('org.freedesktop.Secret.Collection.Delete', [], collection), keyring.env);
    await assert.rejects(keychain.get('id-1'), inState('noCollection'));
    await assert.rejects(keychain.set('id-1', simple), inState('noCollection'));
    await assert.rejects(keychain.delete('id-1'), inState('noCollection'));
  });

  it('whose library crashes costs one helper and one request, as often as it happens', async () => {
    const keychain = open(keyring.env);
    await keychain.set('id-1', simple);
    const seen = new Set<number>();
    for (const signal of ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGSEGV'] as const) {
      const [pid] = helpers();
      assert.ok(pid);
      seen.add(pid);
      process.kill(pid, 'SIGSTOP'); // so that the request is surely under way
      const lost = keychain.get('id-1');
      process.kill(pid, signal);
      process.kill(pid, 'SIGCONT');
      await assert.rejects(lost, inState('crashed'));
      assert.deepEqual(await keychain.get('id-1'), simple);
    }
    assert.equal(seen.size, 4);
    assert.equal(helpers().length, 1);
  });
});

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { CredentialError, type Secret, type WritableStore } from '../../../src/credentials';
import { RandomBench } from './random-bench';
import { Bench, code, fresh, login, other, type Window } from './vault-fixtures';

describe('two windows with one list of credentials', () => {
  const bench = Bench.use();
  let second: Window;
  beforeEach(() => {
    second = bench.open({ prefix: 'b' });
  });

  describe('an entry that the other one takes away in the middle', () => {
    const gone = async () => {
      assert.deepEqual(await second.names(), []);
      assert.equal(bench.keychain.held.size, 0, 'no secret that nobody knows of');
      assert.equal(bench.secretStorage.held.size, 0);
    };

    it('of a rename or a choice of workspace does not come back', async () => {
      const { vault, window, keychain } = bench;
      for (const change of [
        () => vault.rename('portal', 'x'),
        () => vault.setWorkspace('portal', { id: 18, name: 'test-space' }),
      ]) {
        const added = await vault.add(login);
        const update = window.index.update.bind(window.index);
        window.index.update = async (...args) => {
          await second.vault.remove(added.id);
          return update(...args);
        };
        await assert.rejects(change(), (error) => {
          assert.ok(error instanceof CredentialError);
          assert.deepEqual(error.problem, { code: 'credential.unknown', args: { name: 'portal' } });
          return true;
        });
        window.index.update = update;
        await gone();
        assert.equal(keychain.held.size, 0);
      }
    });

    for (const step of ['get', 'set'] as const) {
      it(`of replacing its secret (${step}) does not come back`, async () => {
        const { vault, keychain } = bench;
        const added = await vault.add(fresh);
        keychain.afterwards.set(step, () => second.index.remove(added.id));
        await assert.rejects(vault.replaceSecret('prod-eu', other), code('credential.unknown'));
        await gone();
      });
    }

    for (const step of ['get', 'delete'] as const) {
      it(`of removing it (${step}) is gone all the same`, async () => {
        const { vault, keychain } = bench;
        const added = await vault.add(fresh);
        keychain.afterwards.set(step, () => second.index.remove(added.id));
        await vault.remove('prod-eu');
        await gone();
      });
    }

    it('of removing it, when the list then refuses, leaves no secret', async () => {
      const { vault, window, keychain } = bench;
      const added = await vault.add(fresh);
      keychain.afterwards.set('delete', async () => {
        await second.index.remove(added.id);
        window.index.failing = true;
      });
      await assert.rejects(vault.remove('prod-eu'), code('credentials.busy'));
      await gone();
    });

    for (const [from, to] of [
      ['osKeychain', 'secretStorage'],
      ['osKeychain', 'session'],
    ] as const) {
      it(`of moving it from ${from} to ${to} does not come back`, async () => {
        const { vault, keychain } = bench;
        const added = await vault.add({ ...fresh, store: from });
        keychain.afterwards.set('get', () => second.vault.forget(added.id));
        await assert.rejects(vault.move('prod-eu', to), code('credential.unknown'));
        await keychain.delete(added.id); // forgetting leaves the secret, and says so
        await gone();
        assert.deepEqual(await bench.window.names(), []);
      });
    }

    it('of moving it out of the session does not come back', async () => {
      const { vault, window } = bench;
      await vault.add({ ...fresh, store: 'session' });
      const add = window.index.add.bind(window.index);
      window.index.add = async (credential) => {
        await assert.rejects(vault.remove(credential.id), code('credential.unknown'), 'it is on its way');
        await add(credential);
        await second.vault.remove(credential.id);
      };
      await vault.move('prod-eu', 'osKeychain');
      await gone();
      assert.deepEqual(await window.names(), []);
    });
  });

  describe('work on the same secret', () => {
    it('waits for the other, however long a keychain asks its person', async () => {
      const { vault, keychain } = bench;
      await vault.add(fresh);
      const order: string[] = [];
      keychain.afterwards.set('set', async () => {
        await delay(200);
        order.push('first');
      });
      const third: Secret = { kind: 'hmac', key: 'sk_prod_0123456789', secret: 'third' };
      await Promise.all([
        vault.replaceSecret('prod-eu', other),
        delay(50).then(async () => {
          await second.vault.replaceSecret('prod-eu', third);
          order.push('second');
        }),
      ]);
      assert.deepEqual(order, ['first', 'second']);
      const [listed] = await second.list();
      assert.ok(listed);
      assert.equal(listed.keyHint, 'sk_prod_…6789');
      assert.deepEqual(await vault.secretOf(listed), third);
      assert.deepEqual(readdirSync(bench.folder), ['credentials.json']);
    });

    it('says what is going on when the other does not come to an end; other credentials are not held up', async function () {
      this.timeout(60_000);
      const { vault, keychain } = bench;
      const added = await vault.add(fresh);
      await vault.add(login);
      let answer = () => {};
      const asking = new Promise<void>((resolve) => {
        answer = resolve;
      });
      keychain.afterwards.set('get', () => asking);
      const hanging = vault.replaceSecret('prod-eu', other);
      await delay(50);
      const began = Date.now();
      await second.vault.replaceSecret('portal', { kind: 'jwt', token: 'd.e.f' });
      await second.vault.rename('prod-eu', 'renamed');
      assert.ok(Date.now() - began < 3_000);
      await assert.rejects(second.vault.remove('renamed'), (error) => {
        assert.ok(error instanceof CredentialError);
        assert.deepEqual(error.problem, { code: 'credential.busy', args: { name: 'renamed' } });
        return true;
      });
      assert.ok(Date.now() - began > 12_000, 'the lock was kept for longer than one that is abandoned');
      answer();
      assert.equal((await hanging).name, 'renamed');
      assert.deepEqual(await vault.secretOf(added), other);
      await second.vault.remove('renamed');
    });
  });

  it('200 times adding and removing at once lose nothing', async function () {
    this.timeout(60_000);
    const rounds = 100;
    const work = async ({ vault }: Window, prefix: string) => {
      for (let i = 0; i < rounds; i++) {
        await vault.add({ ...fresh, name: `${prefix}${i}` });
        if (i % 2 === 1) await vault.remove(`${prefix}${i}`);
      }
    };
    await Promise.all([work(bench.window, 'a'), work(second, 'b')]);
    const listed = await bench.window.list();
    assert.equal(listed.length, rounds);
    assert.deepEqual(bench.keychain.held, new Set(listed.map(({ id }) => id)));
  });

  it('whatever both do at the same time, and one call of a store that fails: every secret is listed, and once', async function () {
    this.timeout(120_000);
    const operation = fc.record({
      what: fc.constantFrom('replace', 'replace', 'move', 'move', 'remove', 'rename', 'duplicate', 'workspace'),
      to: fc.constantFrom<WritableStore>('osKeychain', 'secretStorage'),
      pause: fc.nat({ max: 3 }),
    });
    const window = fc.array(operation, { minLength: 1, maxLength: 5, size: 'max' });
    await fc.assert(
      fc.asyncProperty(window, window, fc.nat({ max: 12 }), async (mine, yours, failsAt) => {
        const random = new RandomBench(failsAt);
        try {
          await random.fill();
          await Promise.all([random.play(0, mine), random.play(1, yours)]);
          await random.check();
        } finally {
          random.remove();
        }
      }),
      { numRuns: 60 },
    );
  });
});

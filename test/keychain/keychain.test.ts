// The real helper (dist/keychain.js) against a real gnome-keyring, seen from outside by secret-tool and /proc.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CredentialIndex,
  CredentialVault,
  createKeychain,
  type Keychain,
  KeychainError,
  type KeychainOptions,
  type Secret,
} from '../../src/credentials';
import { type Keyring, startKeyring } from '../support/keyring';

const helperPath = resolve(__dirname, '../../dist/keychain.js');
const SERVICE = 'restlink-sms';
const secret: Secret = {
  kind: 'hmac',
  key: 'sk_test_canary_key',
  secret: 'canary "ünïcode" ☃😀\nsecond line\r\n\tend',
};
const simple: Secret = { kind: 'apiKey', key: 'sk_test_simple' };

const inState = (expected: string) => (error: unknown) => {
  assert.ok(error instanceof KeychainError, String(error));
  assert.equal(error.state, expected);
  return true;
};

describe('the OS keychain', function () {
  this.timeout(30_000);
  const opened: Keychain[] = [];

  before(() => {
    assert.ok(existsSync(helperPath), 'dist/keychain.js is missing: npm run build');
  });
  afterEach(() => {
    for (const keychain of opened.splice(0)) keychain.dispose();
  });

  function open(env: NodeJS.ProcessEnv, over: Partial<KeychainOptions> = {}): Keychain {
    const keychain = createKeychain({
      helperPath,
      env,
      timeoutMs: 10_000,
      noticeMs: 5_000,
      idleMs: 30_000,
      onWaiting: () => {},
      ...over,
    });
    opened.push(keychain);
    return keychain;
  }

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

  describe('that hangs', () => {
    let folder: string;
    let silent: Server;
    let env: NodeJS.ProcessEnv;
    // A bus that takes the connection and never says a word: what keytar makes of a prompt nobody answers.
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'silent-'));
      silent = createServer();
      await new Promise<void>((done) => silent.listen(join(folder, 'bus'), done));
      env = { PATH: process.env.PATH, HOME: folder, DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}` };
    });
    after(() => {
      silent.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is given up in time, its helper is ended, and what waits behind it is told too', async () => {
      const started = Date.now();
      const keychain = open(env, { timeoutMs: 700 });
      const first = keychain.get('id-1');
      const second = keychain.get('id-2');
      await assert.rejects(first, inState('timedOut'));
      await assert.rejects(second, inState('timedOut'));
      assert.ok(Date.now() - started < 5_000);
      await untilHelpers(0);
    });

    it('the person is told once, and can cancel', async () => {
      let told = 0;
      let isOver = false;
      const keychain = open(env, {
        noticeMs: 200,
        onWaiting: (cancel, over) => {
          told++;
          void over.then(() => {
            isOver = true;
          });
          setTimeout(cancel, 100);
        },
      });
      await assert.rejects(keychain.get('id-1'), inState('dismissed'));
      await delay(10);
      assert.deepEqual([told, isOver], [1, true]);
      await untilHelpers(0);
    });

    it('the person is not told of an answer that comes quickly', async () => {
      let told = 0;
      const keyring = await startKeyring();
      try {
        const keychain = open(keyring.env, { noticeMs: 1_000, onWaiting: () => told++ });
        await keychain.get('id-1');
        await delay(1_100);
        assert.equal(told, 0);
      } finally {
        await keyring.stop();
      }
    });

    it('does not outlive its window, even while it hangs', async () => {
      const script = `
        require(${JSON.stringify(resolve(__dirname, '../support/register.js'))});
        const { createKeychain } = require(${JSON.stringify(resolve(__dirname, '../../src/credentials/index.ts'))});
        const options = { helperPath: ${JSON.stringify(helperPath)}, env: process.env, timeoutMs: 60000, noticeMs: 400, idleMs: 60000 };
        createKeychain({ ...options, onWaiting: () => {
          const { execFileSync } = require('node:child_process');
          console.log(execFileSync('pgrep', ['-P', String(process.pid), '-f', 'keychain.js']).toString());
          process.kill(process.pid, 'SIGKILL');
        } }).get('id-1');
      `;
      const child = spawn(process.execPath, ['-e', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      for await (const chunk of child.stdout) output += chunk;
      const pid = Number(output.trim().split('\n')[0]);
      assert.ok(pid > 0);
      await until(
        () => !existsSync(`/proc/${pid}`) || /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')),
      );
    });
  });

  describe('its helper process', () => {
    let keyring: Keyring;
    before(async () => {
      keyring = await startKeyring();
    });
    after(() => keyring.stop());

    it('is not there before the first request, and ends when idle', async () => {
      const keychain = open(keyring.env, { idleMs: 300 });
      assert.deepEqual(helpers(), []);
      await keychain.set('id-1', simple);
      const [pid] = helpers();
      assert.ok(pid);
      await untilHelpers(0);
      assert.deepEqual(await keychain.get('id-1'), simple);
      assert.notEqual(helpers()[0], pid);
    });

    it('that ends itself just when a request comes costs nothing', async () => {
      const keychain = open(keyring.env, { idleMs: 20 });
      await keychain.set('id-1', simple);
      for (let i = 0; i < 25; i++) {
        await delay(16 + (i % 9));
        assert.deepEqual(await keychain.get('id-1'), simple);
      }
    });

    it('that is killed costs its request; the next one starts another', async () => {
      const keychain = open(keyring.env);
      await keychain.set('id-1', simple);
      const [pid] = helpers();
      assert.ok(pid);
      process.kill(pid, 'SIGSTOP'); // so that the request is surely under way
      const lost = keychain.get('id-1');
      const behind = keychain.get('id-1');
      process.kill(pid, 'SIGKILL');
      await assert.rejects(lost, inState('crashed'));
      assert.deepEqual(await behind, simple);
    });

    it('that stops answering is given up in time', async () => {
      const keychain = open(keyring.env, { timeoutMs: 3_000 });
      await keychain.set('id-1', simple);
      const [pid] = helpers();
      assert.ok(pid);
      process.kill(pid, 'SIGSTOP');
      await assert.rejects(keychain.get('id-1'), inState('timedOut'));
      await untilHelpers(0);
      assert.deepEqual(await keychain.get('id-1'), simple);
    });

    it('has no secret and no variable of ours in its arguments and environment', async () => {
      const keychain = open({ ...keyring.env, RESTLINK_API_SECRET: 'canary', NODE_OPTIONS: '--title=canary' });
      await keychain.set('id-1', secret);
      await keychain.get('id-1');
      const [pid] = helpers();
      for (const file of ['cmdline', 'environ']) {
        const text = readFileSync(`/proc/${pid}/${file}`, 'latin1');
        assert.ok(text.length > 0 && !/canary|RESTLINK|NODE_OPTIONS/.test(text), file);
      }
    });

    it('leaves no core dump, whatever the limit of its parent', async () => {
      const keychain = open(keyring.env);
      await keychain.set('id-1', secret);
      const [pid] = helpers();
      assert.ok(pid);
      assert.match(readFileSync(`/proc/${pid}/limits`, 'utf8'), /^Max core file size\s+0\s+0\s/m);
      assert.match(readFileSync(`/proc/${pid}/coredump_filter`, 'utf8'), /^0+$/m);
      process.kill(pid, 'SIGSEGV');
      await untilHelpers(0);
      assert.deepEqual(
        readdirSync(resolve(helperPath, '..')).filter((name) => name.startsWith('core')),
        [],
      );
      assert.deepEqual(await keychain.get('id-1'), secret);
    });

    it('ends when the keychain is closed, and what is asked afterwards is refused', async () => {
      const keychain = open(keyring.env);
      await keychain.set('id-1', simple);
      keychain.dispose();
      await untilHelpers(0);
      await assert.rejects(keychain.get('id-1'), KeychainError);
    });
  });
});

/** The helper processes of this process that are alive. */
function helpers(): number[] {
  const children = execFileSync('ps', ['-o', 'pid=,stat=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return children
    .split('\n')
    .filter((line) => line.includes('keychain.js') && !/^\s*\d+\s+Z/.test(line))
    .map((line) => Number.parseInt(line, 10));
}

async function untilHelpers(count: number): Promise<void> {
  await until(() => helpers().length === count);
}

async function until(condition: () => boolean): Promise<void> {
  const limit = Date.now() + 5_000;
  while (!condition()) {
    assert.ok(Date.now() < limit, 'it did not happen within five seconds');
    await delay(20);
  }
}

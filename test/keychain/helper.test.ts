// The helper process itself: its limits in time, its end, and what can be seen of it from outside (/proc).

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { KeychainError } from '../../src/credentials';
import { type Keyring, startKeyring } from '../support/keyring';
import { helperPath, helpers, inState, keychains, secret, simple, until, untilHelpers } from './fixtures';

describe('the way to the OS keychain', function () {
  this.timeout(30_000);
  const open = keychains();

  describe('when the keychain hangs', () => {
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
      await assert.rejects(keychain.get('id-1'), inState('cancelled'));
      await delay(10);
      assert.deepEqual([told, isOver], [1, true]);
      await untilHelpers(0);
    });

    it('the person is not told of an answer that comes quickly', async () => {
      let told = 0;
      const keyring = await startKeyring();
      try {
        const keychain = open(keyring.env, { noticeMs: 2_000, onWaiting: () => told++ });
        await keychain.get('id-1');
        await delay(2_100);
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

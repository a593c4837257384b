// Two windows and the command line at work on one list of credentials and one keychain: nothing is lost, nothing is left
// over, and whoever reads the list meanwhile never sees half of it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { CredentialIndex, keyHint } from '../../src/credentials';
import { Place } from '../support/cli';
import { startKeePassXC } from '../support/keepassxc';
import { startKeyring } from '../support/keyring';
import type { Keyring } from '../support/secret-service';
import { keychains, SERVICE } from './fixtures';

/** [id, name, key] */
type Left = readonly [string, string, string];

const SEED = 20_260_401;

describe('two windows and the command line', function () {
  this.timeout(180_000);
  const open = keychains();
  // KeePassXC asks a person before one program replaces what another one stored (keepassxc.test.ts).
  const table = [
    ['gnome-keyring', startKeyring, 100, ['replaces']],
    ['KeePassXC', startKeePassXC, 15, []],
  ] as const;

  for (const [name, start, rounds, more] of table) {
    it(`on ${name}: ${rounds} additions each, with renamings and removals, lose nothing`, async () => {
      const keyring = await start();
      const place = new Place(keyring.env);
      mkdirSync(place.state, { recursive: true });
      const reader = readerOf(join(place.state, 'credentials.json'));
      try {
        let working = true;
        const windows = Promise.all([
          windowAtWork(keyring, place.state, 'one', [rounds, SEED, ...more]),
          windowAtWork(keyring, place.state, 'two', [rounds, SEED + 1, ...more]),
        ]).finally(() => {
          working = false;
        });
        const typed = commandLineAtWork(place, () => working);
        const left = [...(await windows).flat(), ...(await typed)];
        reader.stop();

        assert.ok(reader.read() > 50, 'the list was read all the time');
        assert.deepEqual(reader.broken(), []);
        await agree(keyring, place.state, left);
        assert.deepEqual(readdirSync(place.state), ['credentials.json'], 'no lock and no temporary file is left');
      } finally {
        reader.stop();
        await place.stop();
        await keyring.stop();
      }
    });
  }

  /** List and keychain say the same, and it is what was left. */
  async function agree(keyring: Keyring, folder: string, left: readonly Left[]): Promise<void> {
    const { credentials, problem } = await new CredentialIndex(folder, Date.now).list();
    assert.equal(problem, null);
    const ids = credentials.map(({ id }) => id).sort();
    assert.deepEqual(await keyring.accounts(SERVICE), ids, 'every entry has its secret, and every secret its entry');

    const keychain = open(keyring.env);
    const found: Left[] = [];
    for (const credential of credentials) {
      const secret = await keychain.get(credential.id);
      assert.ok(secret?.kind === 'apiKey', credential.name);
      assert.equal(credential.keyHint, keyHint(secret.key), `${credential.name} shows another secret than it has`);
      if (credential.name !== 'shared') found.push([credential.id, credential.name, secret.key]);
    }
    const byId = (all: readonly Left[]) => [...all].sort(([a], [b]) => (a < b ? -1 : 1));
    assert.deepEqual(byId(found), byId(left));
  }
});

async function windowAtWork(
  { env }: Keyring,
  folder: string,
  name: string,
  work: readonly (number | string)[],
): Promise<Left[]> {
  const args = [join(__dirname, 'window-worker.js'), folder, name, ...work.map(String)];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  assert.equal(code, 0, `the window ${name} failed`);
  return JSON.parse(output) as Left[];
}

/** Adds and removes by `restlink credentials` for as long as the windows do. @returns what it has left */
async function commandLineAtWork(place: Place, goOn: () => boolean): Promise<Left[]> {
  const left: Left[] = [];
  for (let i = 0; i < 3 || goOn(); i++) {
    await delay(200); // a process each time: the windows are to get on, too
    const name = `typed-${i}`;
    const added = await place.run(['credentials', 'add', name, '--kind', 'apiKey', '--json'], { input: `key-${i}\n` });
    assert.equal(added.code, 0, added.stderr);
    left.push([(JSON.parse(added.stdout) as { id: string }).id, name, `key-${i}`]);
    if (i % 3 === 0) continue;
    const [, removed] = left.splice(i % left.length, 1)[0] ?? [];
    const run = await place.run(['credentials', 'remove', removed ?? '']);
    assert.equal(run.code, 0, run.stderr);
  }
  return left;
}

/** Reads a file again and again, as watching windows do. */
function readerOf(file: string) {
  let count = 0;
  const broken: string[] = [];
  const timer = setInterval(() => {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      if (count > 0) broken.push('the file was away');
      return;
    }
    count++;
    try {
      assert.ok(Array.isArray((JSON.parse(text) as { credentials: unknown }).credentials));
    } catch {
      broken.push(text);
    }
  }, 10);
  return { read: () => count, broken: () => broken, stop: () => clearInterval(timer) };
}

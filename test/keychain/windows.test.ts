// Two windows with one keyring and one list, each with a helper of its own; seen from outside by secret-tool.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialIndex, keyHint } from '../../src/credentials';
import { type Keyring, startKeyring } from '../support/keyring';
import { SERVICE } from './fixtures';

/** For each of the two windows: 200 together. */
const ROUNDS = 100;

describe('two windows', function () {
  this.timeout(300_000);
  let keyring: Keyring;
  let folder: string;
  before(async () => {
    keyring = await startKeyring();
    folder = mkdtempSync(join(tmpdir(), 'windows-'));
  });
  after(async () => {
    await keyring?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`adding and removing ${ROUNDS} times each lose nothing, and leave nothing behind`, async () => {
    const index = new CredentialIndex(folder, Date.now);
    const shared = {
      id: 'id-shared',
      name: 'shared',
      kind: 'apiKey',
      origin: 'https://restlink23telecom.com',
      keyHint: '…',
      store: 'osKeychain',
      created: new Date().toISOString(),
    } as const;
    await index.add(shared);
    const removed = (await Promise.all(['a', 'b'].map((name) => work(name)))).flat();
    assert.equal(removed.length, ROUNDS);

    const { credentials, problem } = await index.list();
    assert.equal(problem, null);
    const expected = ['a', 'b'].flatMap((name) => Array.from({ length: ROUNDS / 2 }, (_, i) => `${name}-${i * 2}`));
    assert.deepEqual(credentials.map(({ name }) => name).sort(), [...expected, 'shared'].sort());
    assert.deepEqual(readdirSync(folder), ['credentials.json']);
    for (const { id, name, keyHint: shown } of credentials) {
      const text = await keyring.lookup(SERVICE, id);
      assert.ok(text !== null, `${name} has lost its secret`);
      assert.equal(shown, keyHint(JSON.parse(text).key), `${name} shows another secret than it has`);
    }
    for (const id of removed) assert.equal(await keyring.lookup(SERVICE, id), null, 'a secret that nobody knows of');
  });

  async function work(name: string): Promise<string[]> {
    const worker = spawn(process.execPath, [join(__dirname, 'vault-worker.js'), folder, name, String(ROUNDS)], {
      env: keyring.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    worker.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    const [code] = await once(worker, 'close');
    assert.equal(code, 0);
    return printed.split('\n').filter(Boolean);
  }
});

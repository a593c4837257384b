import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CredentialError, CredentialIndex } from '../../../src/credentials';
import { aCredential, temporaryFolder, until } from './fixtures';

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof CredentialError && error.problem.code === code;

describe('credentials.json', () => {
  let folder: string;
  let remove: () => void;
  let index: CredentialIndex;
  const file = () => join(folder, 'credentials.json');

  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
    folder = join(folder, 'state', 'restlink-sms');
    mkdirSync(folder, { recursive: true });
    index = new CredentialIndex(folder, Date.now);
  });
  afterEach(() => remove());

  it('is created with the first credential, for its owner alone', async () => {
    rmSync(folder, { recursive: true });
    assert.deepEqual(await index.list(), { credentials: [], problem: null });
    await index.add(aCredential('prod'));
    assert.equal(statSync(file()).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.deepEqual(readdirSync(folder), ['credentials.json']);
  });

  it('takes rights of others away that the folder had', async () => {
    await index.add(aCredential('prod'));
    chmodSync(folder, 0o755);
    await index.add(aCredential('second'));
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  });

  it('holds what is not secret, and nothing else that a caller hands in', async () => {
    const careless = { ...aCredential('prod'), secret: 'canary', key: 'canary' };
    await index.add(careless);
    assert.ok(!readFileSync(file(), 'utf8').includes('canary'));
    assert.deepEqual((await index.list()).credentials, [aCredential('prod')]);
  });

  it('adds, changes and removes', async () => {
    await index.add(aCredential('a', { kind: 'jwt', expires: 5 }));
    await index.add(aCredential('b'));
    await index.update(aCredential('a'), { name: 'A2', keyHint: 'x', expires: null });
    const [first] = (await index.list()).credentials;
    assert.deepEqual(first, aCredential('a', { kind: 'jwt', name: 'A2', keyHint: 'x' }));
    assert.equal(await index.remove('id-a'), true);
    assert.equal(await index.remove('id-a'), false);
    assert.deepEqual((await index.list()).credentials, [aCredential('b')]);
    await assert.rejects(index.update(aCredential('a'), { name: 'c' }), refusedWith('credential.unknown'));
  });

  it('keeps names unique whatever their capitals, and reserved ones out', async () => {
    await index.add(aCredential('prod'));
    await index.add(aCredential('other'));
    await assert.rejects(index.add(aCredential('PROD', { id: 'x' })), refusedWith('credential.nameTaken'));
    await assert.rejects(index.update(aCredential('other'), { name: 'Prod' }), refusedWith('credential.nameTaken'));
    await assert.rejects(index.add(aCredential('Sandbox')), refusedWith('credential.nameReserved'));
    await index.update(aCredential('other'), { name: 'OTHER' });
  });

  it('keeps members and entries of newer versions', async () => {
    const newer = { id: 'n', name: 'newer', kind: 'passkey', origin: 'https://x.example', extra: [1] };
    const known = { ...aCredential('prod'), colour: 'red' };
    writeFileSync(file(), JSON.stringify({ version: 7, theme: { a: 1 }, credentials: [newer, known, null] }));
    const { credentials, problem } = await index.list();
    assert.deepEqual(credentials, [aCredential('prod')]);
    assert.deepEqual([problem?.code, problem?.args?.count], ['credentials.skipped', 2]);
    await assert.rejects(index.add(aCredential('Newer')), refusedWith('credential.nameTaken'));
    await index.update(aCredential('prod'), { name: 'prod2' });
    await index.add(aCredential('more'));
    const text = JSON.parse(readFileSync(file(), 'utf8'));
    assert.deepEqual(text, {
      version: 7,
      theme: { a: 1 },
      credentials: [newer, { ...known, name: 'prod2' }, null, aCredential('more')],
    });
  });

  for (const [what, text] of [
    ['half a file', '{"version":1,"credentials":[{"id'],
    ['nothing', ''],
    ['another JSON', '[]'],
    ['null', 'null'],
    ['no list', '{"credentials":{}}'],
  ] as const) {
    it(`says that it is damaged and leaves it alone: ${what}`, async () => {
      writeFileSync(file(), text);
      const { credentials, problem } = await index.list();
      assert.deepEqual([credentials, problem?.code], [[], 'credentials.damaged']);
      await assert.rejects(index.add(aCredential('prod')), refusedWith('credentials.damaged'));
      await assert.rejects(index.remove('x'), refusedWith('credentials.damaged'));
      assert.equal(readFileSync(file(), 'utf8'), text);
      assert.deepEqual(readdirSync(folder), ['credentials.json']);
    });
  }

  it('does not list what could not have been written by us', async () => {
    const odd = [
      { ...aCredential('sandbox') },
      { ...aCredential('b'), store: 'builtin' },
      { ...aCredential('c'), origin: 'http://evil.example' },
      { ...aCredential('d'), origin: 'https://host.example/path' },
      { ...aCredential('e'), origin: 'HTTPS://HOST.example' },
      { ...aCredential('f'), id: '' },
      { ...aCredential('g'), name: 'x\ny' },
      'text',
    ];
    writeFileSync(file(), JSON.stringify({ version: 1, credentials: [...odd, aCredential('ok'), aCredential('OK')] }));
    assert.deepEqual((await index.list()).credentials, [aCredential('ok')]);
  });

  it('reads the workspace of a login strictly, and keeps the entry all the same', async () => {
    const workspace = { id: 18, name: 'test-space' };
    const login = aCredential('login', { kind: 'jwt' });
    await index.add({ ...login, workspace: { ...workspace, secret: 'canary' } as typeof workspace });
    assert.deepEqual((await index.list()).credentials, [{ ...login, workspace }]);
    assert.ok(!readFileSync(file(), 'utf8').includes('canary'));
    const odd = [
      null,
      18,
      'x',
      [],
      {},
      { id: 18 },
      { name: 'x' },
      { id: '18', name: 'x' },
      { id: 0, name: 'x' },
      { id: -1, name: 'x' },
      { id: 1.5, name: 'x' },
      { id: 2 ** 53, name: 'x' },
      { id: 18, name: '' },
      { id: 18, name: ' ' },
      { id: 18, name: 'a\r\nX-Evil: 1' },
      { id: 18, name: 'a\u202eb' },
      { id: 18, name: ['x'] },
    ];
    for (const wrong of odd) {
      writeFileSync(file(), JSON.stringify({ version: 1, credentials: [{ ...login, workspace: wrong }] }));
      assert.deepEqual(await index.list(), { credentials: [login], problem: null }, JSON.stringify(wrong));
    }
    const key = { ...aCredential('key'), workspace };
    writeFileSync(file(), JSON.stringify({ version: 1, credentials: [key] }));
    assert.deepEqual((await index.list()).credentials, [aCredential('key')], 'a key has none to choose');
  });

  it('is told of when another process changes it', async () => {
    let told = 0;
    const watch = index.watch(() => told++);
    await new CredentialIndex(folder, Date.now).add(aCredential('prod'));
    await until(() => told === 1);
    await new CredentialIndex(folder, Date.now).remove('id-prod');
    await until(() => told === 2);
    watch.dispose();
    await index.add(aCredential('late'));
    await new Promise((resolve) => setTimeout(resolve, 120));
    assert.equal(told, 2);
  });

  describe('its lock', () => {
    const lock = () => join(folder, 'credentials.lock');
    const holder = (pid: number, host = hostname()) => JSON.stringify({ pid, host, token: 't' });

    it('of a dead process is taken over at once', async () => {
      const dead = spawn(process.execPath, ['-e', '']);
      await once(dead, 'exit');
      writeFileSync(lock(), holder(dead.pid ?? 0));
      await index.add(aCredential('prod'));
      assert.deepEqual(readdirSync(folder), ['credentials.json']);
    });

    it('of a living process is waited for', async () => {
      writeFileSync(lock(), holder(process.pid));
      let done = false;
      const adding = index.add(aCredential('prod')).then(() => {
        done = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 150));
      assert.equal(done, false);
      unlinkSync(lock());
      await adding;
    });

    it('that is older than ten seconds is taken over, whoever has it', async () => {
      for (const text of [holder(process.pid), holder(1, 'elsewhere'), '']) {
        writeFileSync(lock(), text);
        const old = Date.now() / 1000 - 11;
        utimesSync(lock(), old, old);
        await index.add(aCredential(`after-${text.length}`));
      }
      assert.equal((await index.list()).credentials.length, 3);
    });

    it('of another computer is waited for until one gives up, and says which file', async () => {
      writeFileSync(lock(), holder(1, 'elsewhere'));
      let clock = Date.now();
      const impatient = new CredentialIndex(folder, () => {
        clock += 4_000; // time passes quickly, yet the lock is kept fresh
        utimesSync(lock(), clock / 1000, clock / 1000);
        return clock;
      });
      await assert.rejects(impatient.add(aCredential('prod')), refusedWith('credentials.busy'));
    });
  });

  it('loses nothing when four processes add and remove at once', async function () {
    this.timeout(60_000);
    const rounds = 100;
    const workers = ['a', 'b', 'c', 'd'].map((name) =>
      spawn(process.execPath, [join(__dirname, 'index-worker.js'), folder, name, String(rounds)], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(workers.map(async (worker) => (await once(worker, 'exit'))[0]));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    const left = (await index.list()).credentials.map(({ id }) => id).sort();
    const expected = ['a', 'b', 'c', 'd'].flatMap((name) =>
      Array.from({ length: rounds / 2 }, (_, i) => `${name}-${i * 2}`),
    );
    assert.deepEqual(left, expected.sort());
    assert.deepEqual(readdirSync(folder), ['credentials.json']);
  });
});

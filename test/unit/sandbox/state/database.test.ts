import assert from 'node:assert/strict';
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SandboxError, startSandbox } from '../../../../src/sandbox';
import { freshState } from '../../../../src/sandbox/state/saved-state';
import { ask, askPlain, Clock, logIn, message, send } from '../client';

const settings = (delivery_url: unknown) => ({
  urls: { delivery_url },
  fields: {},
  uniqueClicksOnly: false,
  secret: null,
});

describe('--db of the sandbox', () => {
  let folder: string;
  let db: string;
  const clock = new Clock();
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-db-'));
    db = join(folder, 'state.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function during<T>(work: (port: number) => Promise<T>): Promise<T> {
    const sandbox = await startSandbox({ clock: clock.read, db });
    try {
      return await work(sandbox.port);
    } finally {
      await sandbox.stop();
    }
  }
  const problemOf = async () => {
    const error = await startSandbox({ db }).then(
      () => assert.fail('it started'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof SandboxError);
    return error.problem;
  };

  it('messages, balance and statistics outlive a restart', async () => {
    const before = await during(async (port) => {
      const headers = { Authorization: `Bearer ${await logIn(port)}` };
      const body = JSON.stringify(message);
      await ask(port, { method: 'POST', target: '/api/v1/sms/send', headers, body });
      const { json } = await send(port, { ...message, to: ['+14155550101'] });
      clock.now += 6_000;
      const stats = (await askPlain(port, { target: '/api/v1/sms/stats' })).text;
      return { id: (json.messages as { message_id: string }[])[0]?.message_id, stats };
    });
    await during(async (port) => {
      const status = await askPlain(port, { target: `/api/v1/sms/status/${before.id}` });
      assert.equal((status.json.message as { status: string }).status, 'UNDELIV');
      assert.equal((await askPlain(port, { target: '/api/v1/user/balance' })).json.balance, 1250.4915);
      assert.equal((await askPlain(port, { target: '/api/v1/sms/stats' })).text, before.stats);
    });
  });

  it('a fresh state is read again', async () => {
    await writeFile(db, JSON.stringify({ ...freshState(clock.now), version: 2 }));
    await during(async (port) => assert.equal((await askPlain(port, { target: '/api/v1/user/balance' })).status, 200));
  });

  it('the file is for its owner alone, whole after each answer, and nothing is left beside it', async () => {
    await during(async (port) => {
      await Promise.all(Array.from({ length: 20 }, () => send(port, message)));
      assert.equal(JSON.parse(await readFile(db, 'utf8')).messages.length, 20);
      assert.equal((await stat(db)).mode & 0o777, 0o600);
      assert.deepEqual(await readdir(folder), ['state.json', 'state.json.lock']);
    });
    assert.deepEqual(await readdir(folder), ['state.json']);
  });

  it('no signing secret of webhooks is written: it is set again after a restart, the rest of the settings stays', async () => {
    const target = '/api/v1/user/webhooks';
    const sent = JSON.stringify({ delivery_url: 'https://hooks.example.com/', signing_secret: 'a signing secret' });
    const set = await during(async (port) => {
      await askPlain(port, { method: 'PUT', target, body: sent });
      assert.ok(!(await readFile(db, 'utf8')).includes('a signing secret'));
      return (await askPlain(port, { target })).json;
    });
    await during(async (port) => {
      const { json } = await askPlain(port, { target });
      assert.deepEqual(json, { ...set, signing_secret_set: false });
      assert.equal(set.signing_secret_set, true);
    });
  });

  it('what a killed sandbox left beside it is removed, other files are not', async () => {
    const others = ['other.json.0123456789ab.tmp', 'state.json.bak', 'state.json.tmp'];
    for (const name of ['state.json.0123456789ab.tmp', ...others]) await writeFile(join(folder, name), '{');
    await during(async () => {});
    assert.deepEqual((await readdir(folder)).sort(), [...others, 'state.json'].sort());
  });

  it('a link to it stays one', async () => {
    await during(async () => {});
    const link = join(folder, 'link.json');
    await symlink(db, link);
    const file = db;
    db = link;
    await during((port) => send(port, message));
    assert.ok((await lstat(link)).isSymbolicLink());
    assert.equal(JSON.parse(await readFile(file, 'utf8')).messages.length, 1);
  });

  it('a second sandbox on it is refused, until the first one has stopped', async () => {
    const lock = `${await realpath(folder)}/state.json.lock`;
    await during(async (port) => {
      assert.deepEqual(await problemOf(), { code: 'sandbox.dbInUse', args: { file: db, pid: process.pid, lock } });
      assert.equal((await send(port, message)).status, 200);
    });
    await during(async (port) => assert.equal((await send(port, message)).status, 200));
  });

  for (const [name, text] of [
    ['of a process that has ended', '{"pid":2147483646,"begun":1}'],
    ['of an earlier process with the number of this one', `{"pid":${process.pid},"begun":1}`],
    ['that is damaged', '{"pid":'],
  ] as const) {
    it(`a lock ${name} does not hold`, async () => {
      await writeFile(`${db}.lock`, text);
      await during(async (port) => assert.equal((await send(port, message)).status, 200));
      assert.deepEqual(await readdir(folder), ['state.json']);
    });
  }

  it('a sandbox that could not start leaves it to others', async () => {
    await writeFile(db, 'damaged');
    await problemOf();
    await rm(db);
    await during(async (port) => {
      const other = join(folder, 'other.json');
      await assert.rejects(startSandbox({ port, db: other }), SandboxError);
      assert.deepEqual((await readdir(folder)).sort(), ['other.json', 'state.json', 'state.json.lock']);
    });
  });

  for (const [name, text] of [
    ['empty', ''],
    ['cut off', '{"version":1,"anchor":1'],
    ['of something else', '{"name":"restlink"}'],
    ['of another version', JSON.stringify({ ...freshState(1), version: 3 })],
    ['with a message that is none', JSON.stringify({ ...freshState(1), version: 2, messages: [{ id: 'x' }] })],
    ['with a moment that no calendar has', JSON.stringify({ ...freshState(1e300), version: 2 })],
    ['with an address that is none', JSON.stringify({ ...freshState(1), version: 2, webhooks: [[16, settings(7)]] })],
    ['without the list of messages', JSON.stringify({ ...freshState(1), version: 2, messages: undefined })],
  ] as const) {
    it(`a file that is ${name} is named and left as it is`, async () => {
      await writeFile(db, text);
      assert.deepEqual(await problemOf(), { code: 'sandbox.dbDamaged', args: { file: db } });
      assert.equal(await readFile(db, 'utf8'), text);
    });
  }

  it('a folder in its place cannot be read', async () => {
    await mkdir(db);
    assert.deepEqual(await problemOf(), { code: 'sandbox.dbUnreadable', args: { file: db, reason: 'EISDIR' } });
  });

  it('a file that cannot be written is found out at the start', async () => {
    db = join(folder, 'missing', 'state.json');
    assert.deepEqual(await problemOf(), { code: 'sandbox.dbUnwritable', args: { file: db, reason: 'ENOENT' } });
  });

  it('a send that cannot be kept is DB_ERROR and leaves nothing behind', async () => {
    await mkdir(join(folder, 'gone'));
    db = join(folder, 'gone', 'state.json');
    const sandbox = await startSandbox({ clock: clock.read, db });
    try {
      await rm(join(folder, 'gone'), { recursive: true });
      const { status, json } = await send(sandbox.port, { ...message, sender_id: 'Lost' });
      assert.deepEqual([status, json.error_code], [500, 'DB_ERROR']);
      const stats = await askPlain(sandbox.port, { target: '/api/v1/sms/stats?sender=Lost' });
      assert.equal((stats.json.stats as { sent: number }).sent, 0);
    } finally {
      await sandbox.stop();
    }
  });
});

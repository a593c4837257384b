import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SandboxError, startSandbox } from '../../../../src/sandbox';
import { freshState } from '../../../../src/sandbox/state/saved-state';
import { ask, askPlain, Clock, logIn, message, send } from '../client';

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
      assert.deepEqual(await readdir(folder), ['state.json']);
    });
  });

  for (const [name, text] of [
    ['empty', ''],
    ['cut off', '{"version":1,"anchor":1'],
    ['of something else', '{"name":"restlink"}'],
    ['of another version', JSON.stringify({ ...freshState(1), version: 3 })],
    ['with a message that is none', JSON.stringify({ ...freshState(1), version: 2, messages: [{ id: 'x' }] })],
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

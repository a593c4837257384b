import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { announceSandbox, runningSandbox, watchSandbox, withdrawSandbox } from '../../../src/credentials';
import { temporaryFolder, until } from './fixtures';

const now = () => Date.parse('2026-01-01T00:00:00Z');

describe('sandbox.json', () => {
  let folder: string;
  let remove: () => void;
  let other: ChildProcess;
  const own = (port: number) => ({ port, pid: process.pid });

  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
    other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  });
  afterEach(() => {
    other.kill();
    remove();
  });

  it('tells port and process of the sandbox that runs', async () => {
    assert.equal(await runningSandbox(folder), null);
    await announceSandbox(folder, own(8023), now);
    const expected = { url: 'http://127.0.0.1:8023', ...own(8023), started: '2026-01-01T00:00:00.000Z' };
    assert.deepEqual(await runningSandbox(folder), expected);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'sandbox.json'), 'utf8')), { ...expected, others: [] });
    assert.equal(statSync(join(folder, 'sandbox.json')).mode & 0o777, 0o600);
    await withdrawSandbox(folder, own(8023), now);
    assert.equal(await runningSandbox(folder), null);
    assert.equal(existsSync(join(folder, 'sandbox.json')), false);
  });

  it('of several the last announced counts, and each takes back only its own', async () => {
    await announceSandbox(folder, own(1001), now);
    await announceSandbox(folder, { port: 1002, pid: other.pid ?? 0 }, now);
    assert.equal((await runningSandbox(folder))?.port, 1002);
    await withdrawSandbox(folder, own(1001), now);
    assert.equal((await runningSandbox(folder))?.port, 1002);
    await announceSandbox(folder, own(1003), now);
    await withdrawSandbox(folder, own(1003), now);
    assert.equal((await runningSandbox(folder))?.port, 1002);
  });

  it('one that was killed does not count', async () => {
    await announceSandbox(folder, own(1001), now);
    await announceSandbox(folder, { port: 1002, pid: other.pid ?? 0 }, now);
    other.kill('SIGKILL');
    await once(other, 'exit');
    assert.equal((await runningSandbox(folder))?.port, 1001);
  });

  it('a damaged or forged file is no sandbox, or one on this computer', async () => {
    const write = (value: unknown) =>
      writeFileSync(join(folder, 'sandbox.json'), typeof value === 'string' ? value : JSON.stringify(value));
    for (const bad of [
      '',
      '{',
      'null',
      '[]',
      { port: 'x', pid: 1 },
      { ...own(70000) },
      { port: 1, pid: -1 },
      { port: 1, pid: 0 },
    ]) {
      write(bad);
      assert.equal(await runningSandbox(folder), null, JSON.stringify(bad));
    }
    write({ ...own(99), url: 'https://evil.example', others: [null, 'x'] });
    assert.equal((await runningSandbox(folder))?.url, 'http://127.0.0.1:99');
    await announceSandbox(folder, own(100), now);
    assert.equal((await runningSandbox(folder))?.port, 100);
  });

  it('is watched', async () => {
    let told = 0;
    const watch = watchSandbox(folder, () => told++);
    await announceSandbox(folder, own(1001), now);
    await until(() => told === 1);
    await withdrawSandbox(folder, own(1001), now);
    await until(() => told === 2);
    watch.dispose();
  });
});

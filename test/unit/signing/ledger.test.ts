import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs, { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sentence } from '../../../src/messages';
import { FileLedger, LedgerError } from '../../../src/signing';

const SECOND = 1_760_000_000;

describe('The replay ledger', () => {
  let home: string;
  let folder: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'ledger-'));
    folder = join(home, 'state', 'ledger');
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('lets a signature go once', async () => {
    const ledger = new FileLedger(folder, Date.now);
    assert.equal(await ledger.reserve('aa', SECOND), true);
    assert.equal(await ledger.reserve('aa', SECOND), false);
    assert.equal(await ledger.reserve('bb', SECOND), true);
  });

  it('can be asked without reserving, also where there is none yet', async () => {
    const ledger = new FileLedger(folder, Date.now);
    assert.equal(await ledger.has('aa'), false);
    assert.equal(await ledger.reserve('aa', SECOND), true);
    assert.equal(await ledger.has('aa'), true);
    assert.equal(await ledger.has('bb'), false);
    assert.equal(await ledger.reserve('bb', SECOND), true);
  });

  it('is shared by all that use the folder', async () => {
    const ledgers = Array.from({ length: 8 }, () => new FileLedger(folder, Date.now));
    const results = await Promise.all(ledgers.map((ledger) => ledger.reserve('same', SECOND)));
    assert.equal(results.filter(Boolean).length, 1);
  });

  it('never writes the signature itself, and nothing into its files', async () => {
    await new FileLedger(folder, Date.now).reserve('f00d', SECOND);
    const names = await readdir(folder, { recursive: true });
    assert.ok(!names.join().includes('f00d'));
    const [minute = '', ...more] = await readdir(folder);
    assert.deepEqual(more, []);
    const [name = ''] = await readdir(join(folder, minute));
    const entry = await stat(join(folder, minute, name));
    assert.equal(entry.size, 0);
    for (const path of [folder, join(folder, minute), join(folder, minute, name)]) {
      assert.equal((await stat(path)).mode & 0o077, 0, path);
    }
  });

  describe('gives one empty file many names', () => {
    const { linkSync } = fs;
    afterEach(() => {
      fs.linkSync = linkSync;
    });
    const entries = async () => {
      const [minute = ''] = await readdir(folder);
      const names = await readdir(join(folder, minute));
      return Promise.all(names.map((name) => stat(join(folder, minute, name))));
    };
    const reserve = async (ledger: FileLedger, ...signatures: readonly string[]) => {
      const fresh: boolean[] = [];
      for (const signature of signatures) fresh.push(await ledger.reserve(signature, SECOND));
      return fresh;
    };

    it('and each of them is reserved all the same, by whomever', async () => {
      const [ledger, other] = [new FileLedger(folder, Date.now), new FileLedger(folder, Date.now)];
      assert.deepEqual(await reserve(ledger, 'a', 'b', 'c'), [true, true, true]);
      assert.deepEqual(
        (await entries()).map(({ nlink }) => nlink),
        [3, 3, 3],
      );
      assert.deepEqual(await reserve(other, 'd', 'a', 'b', 'e'), [true, false, false, true]);
      assert.deepEqual(await reserve(ledger, 'd', 'e', 'f'), [false, false, true]);
    });

    it('and makes another one where it was deleted', async () => {
      const ledger = new FileLedger(folder, Date.now);
      await reserve(ledger, 'a');
      await rm(folder, { recursive: true });
      assert.deepEqual(await reserve(ledger, 'b', 'c', 'a'), [true, true, false]);
      assert.equal((await entries()).length, 2);
    });

    for (const [what, code, tries] of [
      ['has as many names as it may have', 'EMLINK', 2],
      ['may have one name only', 'EPERM', 1],
    ] as const) {
      it(`and makes another one where it ${what}`, async () => {
        let tried = 0;
        fs.linkSync = () => {
          tried++;
          throw Object.assign(new Error('no more links'), { code });
        };
        assert.deepEqual(await reserve(new FileLedger(folder, Date.now), 'a', 'b', 'c'), [true, true, true]);
        assert.deepEqual(
          (await entries()).map(({ nlink }) => nlink),
          [1, 1, 1],
        );
        assert.equal(tried, tries);
      });
    }
  });

  describe('forgets after 11 minutes', () => {
    const old = SECOND - 3600;
    const minuteOf = (second: number) => join(folder, String(Math.floor(second / 60)));
    const ages = async (path: string, minutes: number) => {
      const then = new Date(Date.now() - minutes * 60_000);
      await utimes(path, then, then);
    };
    const gone = (path: string) =>
      until(async () => {
        return !(await exists(path));
      });

    it('whole minutes at a time, and touches nothing that is not its own', async () => {
      const before = new FileLedger(folder, Date.now);
      await before.reserve('old', old);
      await before.reserve('young', old + 60);
      await before.reserve('beside', old + 120);
      await writeFile(join(folder, 'notes.txt'), 'mine');
      await writeFile(join(minuteOf(old + 120), 'notes.txt'), 'mine');
      await writeFile(join(folder, '12345'), 'no folder');
      await mkdir(join(folder, 'ab'.repeat(32)));
      for (const name of ['notes.txt', '12345', 'ab'.repeat(32)]) await ages(join(folder, name), 90);
      await ages(minuteOf(old), 12);
      await ages(minuteOf(old + 60), 10);
      await ages(minuteOf(old + 120), 12);
      await new FileLedger(folder, Date.now).reserve('new', SECOND);
      await gone(minuteOf(old));
      await until(async () => (await readdir(minuteOf(old + 120))).length === 1);
      const left = [minuteOf(old + 60), minuteOf(old + 120), minuteOf(SECOND)].map((path) => basename(path));
      assert.deepEqual((await readdir(folder)).sort(), ['12345', 'ab'.repeat(32), 'notes.txt', ...left].sort());
    });

    it('by the clock of the file system, however ours is set', async () => {
      await new FileLedger(folder, Date.now).reserve('aa', old);
      for (const now of [() => 0, () => Date.now() + 86_400_000, () => Number.MAX_SAFE_INTEGER]) {
        await new FileLedger(folder, now).reserve(`at ${now()}`, SECOND);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(await new FileLedger(folder, Date.now).has('aa'), true);
    });

    it('with several who sweep at once, a part at a time where it is much', async () => {
      await mkdir(minuteOf(old), { recursive: true });
      for (let i = 0; i < 6000; i++) closeSync(openSync(join(minuteOf(old), i.toString(16).padStart(64, '0')), 'wx'));
      await ages(minuteOf(old), 12);
      const few = await readdir(minuteOf(old));
      let signatures = 0;
      await until(async () => {
        // Taking entries away makes a folder look young again; time goes by.
        await ages(minuteOf(old), 12).catch(() => undefined);
        const sweepers = Array.from({ length: 4 }, () => new FileLedger(folder, Date.now));
        const reserved = await Promise.all(sweepers.map((ledger) => ledger.reserve(`${signatures++}`, SECOND)));
        assert.deepEqual(reserved, [true, true, true, true]);
        return !(await exists(minuteOf(old)));
      }, 200);
      assert.equal(few.length, 6000);
      assert.equal((await readdir(minuteOf(SECOND))).length, signatures);
    });
  });

  it('holds what this process has reserved, also where somebody deletes the folder meanwhile', async () => {
    const ledger = new FileLedger(folder, Date.now);
    assert.equal(await ledger.reserve('aa', SECOND), true);
    await rm(folder, { recursive: true });
    assert.equal(await ledger.reserve('aa', SECOND), false);
    assert.equal(await ledger.reserve('bb', SECOND), true);
    assert.equal(await new FileLedger(folder, Date.now).reserve('bb', SECOND), false);
  });

  for (const [what, prepare, code] of [
    ['a file stands where a folder should be', () => writeFile(join(home, 'state'), ''), 'sending.ledger.unusable'],
    [
      'nobody may write',
      async () => {
        await mkdir(join(home, 'state'));
        // A file system in which nobody creates a file, not even root.
        await symlink('/sys/kernel', folder);
      },
      'sending.ledger.denied',
    ],
  ] as const) {
    it(`says so where ${what}, instead of letting a signature go unrecorded`, async () => {
      await prepare();
      await assert.rejects(new FileLedger(folder, Date.now).reserve('aa', SECOND), (error) => {
        assert.ok(error instanceof LedgerError);
        assert.equal(error.problem.code, code);
        assert.match(sentence(error.problem), /^Not sent: the record of used signatures in \S+ cannot be written/);
        return true;
      });
    });
  }

  it('is safe from a process that dies between reservation and send', async () => {
    const { pid, died } = await reserveAndDie(folder, 'aa', SECOND);
    assert.ok(pid && died === 'SIGKILL');
    assert.equal(await new FileLedger(folder, Date.now).reserve('aa', SECOND), false);
    assert.equal(await new FileLedger(folder, Date.now).reserve('bb', SECOND), true);
  });
});

/** A process of its own that reserves, and has no time for anything else. */
function reserveAndDie(folder: string, signature: string, second: number) {
  const program = `
    const { FileLedger } = require('./src/signing');
    new FileLedger(process.argv[1], Date.now).reserve(process.argv[2], Number(process.argv[3])).then(() => {
      process.kill(process.pid, 'SIGKILL');
    });`;
  const args = ['-r', './test/support/register.js', '-e', program, folder, signature, String(second)];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  return new Promise<{ pid: number | undefined; died: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (_, died) => resolve({ pid: child.pid, died }));
  });
}

async function until(condition: () => Promise<boolean>, everyMs = 5): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await condition())) {
    assert.ok(Date.now() < end, 'it did not happen');
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLedger, LedgerError } from '../../../src/signing';

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
    assert.equal(await ledger.reserve('aa'), true);
    assert.equal(await ledger.reserve('aa'), false);
    assert.equal(await ledger.reserve('bb'), true);
  });

  it('can be asked without reserving, also where there is none yet', async () => {
    const ledger = new FileLedger(folder, Date.now);
    assert.equal(await ledger.has('aa'), false);
    assert.equal(await ledger.reserve('aa'), true);
    assert.equal(await ledger.has('aa'), true);
    assert.equal(await ledger.has('bb'), false);
    assert.equal(await ledger.reserve('bb'), true);
  });

  it('is shared by all that use the folder', async () => {
    const ledgers = Array.from({ length: 8 }, () => new FileLedger(folder, Date.now));
    const results = await Promise.all(ledgers.map((ledger) => ledger.reserve('same')));
    assert.equal(results.filter(Boolean).length, 1);
  });

  it('never writes the signature itself, and nothing into its files', async () => {
    await new FileLedger(folder, Date.now).reserve('f00d');
    const names = await readdir(folder);
    assert.equal(names.length, 1);
    assert.ok(!names.join().includes('f00d'));
    const entry = await stat(join(folder, names[0] ?? ''));
    assert.equal(entry.size, 0);
    assert.equal(entry.mode & 0o077, 0);
  });

  it('forgets after 11 minutes, and touches no file that is not its own', async () => {
    const old = new FileLedger(folder, Date.now);
    await old.reserve('old');
    const [name = ''] = await readdir(folder);
    const longAgo = new Date(Date.now() - 12 * 60_000);
    await utimes(join(folder, name), longAgo, longAgo);
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await utimes(join(folder, 'notes.txt'), longAgo, longAgo);
    await new FileLedger(folder, Date.now).reserve('new');
    for (let i = 0; i < 100 && (await readdir(folder)).includes(name); i++) await new Promise((r) => setTimeout(r, 10));
    const left = await readdir(folder);
    assert.ok(!left.includes(name));
    assert.ok(left.includes('notes.txt'));
    assert.equal(left.length, 2);
  });

  it('says so when it cannot be written, instead of letting a signature go unrecorded', async () => {
    await writeFile(join(home, 'state'), 'a file where a folder should be');
    const ledger = new FileLedger(folder, Date.now);
    await assert.rejects(ledger.reserve('aa'), (error) => {
      assert.ok(error instanceof LedgerError);
      assert.equal(error.problem.code, 'sending.ledger.unusable');
      return true;
    });
  });
});

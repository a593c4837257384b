import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../../src/credentials/files/atomic';
import { temporaryFolder } from './fixtures';

describe('a file that is replaced in one step', () => {
  it('follows no link that somebody put in the place of the temporary file', async () => {
    const { folder, remove } = temporaryFolder();
    try {
      const other = join(folder, 'precious.txt');
      writeFileSync(other, 'precious', { mode: 0o644 });
      const file = join(folder, 'credentials.json');
      symlinkSync(other, `${file}.tmp`);
      await replaceFile(file, 'new');
      assert.equal(readFileSync(file, 'utf8'), 'new');
      assert.equal(readFileSync(other, 'utf8'), 'precious');
      assert.equal(statSync(file).mode & 0o777, 0o600);
    } finally {
      remove();
    }
  });

  it('takes the place of a link, and leaves what it led to', async () => {
    const { folder, remove } = temporaryFolder();
    try {
      const other = join(folder, 'elsewhere.json');
      writeFileSync(other, 'old');
      mkdirSync(join(folder, 'own'));
      const file = join(folder, 'own', 'credentials.json');
      symlinkSync(other, file);
      await replaceFile(file, 'new');
      assert.deepEqual([readFileSync(file, 'utf8'), readFileSync(other, 'utf8')], ['new', 'old']);
    } finally {
      remove();
    }
  });
});

import assert from 'node:assert/strict';
import { isPublicSecret, sandboxCredentials, sandboxSecret } from '../../../src/credentials';
import { startSandbox } from '../../../src/sandbox';

describe('The demo credentials', () => {
  it('are the same to the sandbox that accepts them and to the client that signs with them', async () => {
    const sandbox = await startSandbox();
    try {
      const ours = sandboxCredentials(sandbox.url, '2026-01-01T00:00:00.000Z').map(
        ({ id, name, kind, permissions }) => {
          const { kind: kindOfSecret, ...secret } = sandboxSecret(id) ?? assert.fail(`${id} has no secret`);
          assert.equal(kindOfSecret, kind);
          return { name, kind, ...secret, permissions };
        },
      );
      assert.deepEqual(ours, sandbox.credentials);
      assert.ok(isPublicSecret(sandbox.trackerToken));
    } finally {
      await sandbox.stop();
    }
  });
});

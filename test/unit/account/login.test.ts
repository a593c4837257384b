import assert from 'node:assert/strict';
import { logIn } from '../../../src/account';
import { answer, RawServer } from '../../support/raw-server';
import { going, startSender } from './fixtures';

describe('a login that was tried too often', () => {
  let local: ReturnType<typeof startSender>;
  let server: RawServer;
  before(async () => {
    local = startSender();
    server = await RawServer.start();
  });
  after(async () => {
    local.stop();
    await server.stop();
  });

  const DATE = 'Date: Wed, 01 Jan 2020 00:00:00 GMT';
  for (const [what, headers, problem] of [
    ['in seconds', ['Retry-After: 40'], { code: 'account.login.wait', args: { seconds: 40 } }],
    [
      'by a date, against the clock of the server',
      [DATE, 'Retry-After: Wed, 01 Jan 2020 00:00:09 GMT'],
      { code: 'account.login.wait', args: { seconds: 9 } },
    ],
    ['by words', [DATE, 'Retry-After: soon'], { code: 'account.login.tooMany' }],
    ['not at all', [], { code: 'account.login.tooMany' }],
  ] as const) {
    it(`is told how long to wait, which the server says ${what}`, async () => {
      server.reset(answer('429 Too Many Requests', '{"error_code":"TOO_MANY_ATTEMPTS"}', headers));
      const result = await logIn(local.sender, server.origin, { login: 'demo', password: 'demo' }, going());
      assert.deepEqual(result, { ok: false, problem });
      assert.equal(server.requests.length, 1);
    });
  }
});

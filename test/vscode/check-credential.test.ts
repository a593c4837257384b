import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credential, Secret } from '../../src/credentials';
import { createLocalSender, type LocalSender } from '../../src/engine';
import { checkCredential } from '../../src/vscode/credentials/check';
import type { Parts } from '../../src/vscode/parts';
import { answer, RawServer, type Respond } from '../support/raw-server';

const secret: Secret = { kind: 'apiKey', key: 'sk_prod_0123456789i9j0' };
const balance = (value: unknown, ...headers: string[]) => answer('200 OK', JSON.stringify(value), headers);

describe('what is said of a new credential', () => {
  let folder: string;
  let local: LocalSender;
  let server: RawServer;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'check-credential-'));
    local = createLocalSender(folder, '1.2.3');
    server = await RawServer.start();
  });
  after(async () => {
    local.dispose();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const check = (respond: Respond) => {
    server.reset(respond);
    const credential: Credential = {
      id: 'id',
      name: 'prod-eu',
      kind: 'apiKey',
      origin: server.origin,
      keyHint: 'sk_prod_…i9j0',
      store: 'osKeychain',
      created: '2026-01-01T00:00:00.000Z',
    };
    const parts = { engine: { sender: local.sender } } as Pick<Parts, 'engine'>;
    return checkCredential(parts, credential, secret);
  };

  for (const [what, respond, works, text] of [
    ['a balance', balance({ balance: 41.2, currency: 'EUR' }), true, 'prod-eu works: balance 41.20 EUR.'],
    [
      'a balance that is used up',
      balance({ balance: -3.2, currency: 'EUR', credit_blocked: true }),
      true,
      'prod-eu works, but sending is blocked: the balance is -3.20 EUR. Top up in the portal.',
    ],
    [
      'a balance that the service cannot tell',
      balance({ balance: 0, currency: 'EUR', unavailable: true }, 'X-Sms-Gateway-Status: unavailable'),
      true,
      'prod-eu works. The service cannot tell the balance just now, so none is shown.',
    ],
    [
      'no right to read the balance',
      answer('403 Forbidden', '{"status":false,"error_code":"FORBIDDEN","description":"x"}'),
      true,
      'prod-eu works. It may not read the balance, so none is shown.',
    ],
    [
      'an account in set-up',
      balance({ status: false, error: 'Account is in setup process' }),
      false,
      'prod-eu was stored, but could not be checked. The account is still being set up, so the service answers 200 without data: "Account is in setup process". Finish the set-up in the portal.',
    ],
    [
      'a page of something else',
      answer('200 OK', '<html>Welcome to the hotel</html>'),
      false,
      'prod-eu was stored, but could not be checked. The answer is not the balance that the documentation describes, so it may come from something else than the service, such as a proxy. Check the origin and the network.',
    ],
    [
      'a refusal without words',
      answer('418 Teapot', ''),
      false,
      'prod-eu was stored, but the service refused it. The server does not take this request as it is.',
    ],
  ] as const) {
    it(what, async () => assert.deepEqual(await check(respond), { works, text }));
  }

  it('a key that the server repeats is not shown', async () => {
    const { text } = await check(
      balance({ status: false, error: `setup of ${secret.kind === 'apiKey' && secret.key}` }),
    );
    assert.match(text, /"setup of sk_prod_…i9j0"/);
  });
});

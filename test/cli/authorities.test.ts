// A server whose certificate was issued by an authority of a company's own. Node reads NODE_EXTRA_CA_CERTS when it starts:
// so this needs a process.

import assert from 'node:assert/strict';
import { issued } from '../support/certificate';
import { jsonLines, Place, type Run } from '../support/cli';
import { RawServer } from '../support/raw-server';

interface Line {
  readonly answer: { readonly status: number } | null;
  readonly error: { readonly kind: string; readonly message: string } | null;
}

describe('A certificate authority of your own', function () {
  this.timeout(60_000);
  const { authority, ...certificate } = issued('IP:127.0.0.1');
  let server: RawServer;
  let place: Place;
  before(async () => {
    server = await RawServer.start({ tls: certificate });
    place = new Place();
  });
  after(() => Promise.all([server?.stop(), place?.stop()]));
  beforeEach(() => server.reset());

  function send(extra: NodeJS.ProcessEnv): Promise<Run> {
    const file = place.file('balance.http', `GET ${server.origin}/api/v1/user/balance\n`);
    const env = { RESTLINK_API_KEY: 'sk_test_0123456789abc3d4', RESTLINK_API_SECRET: 'of the tests', ...extra };
    return place.run(['send', file, '--base-url', server.origin, '--json'], { env });
  }

  it('is trusted when NODE_EXTRA_CA_CERTS names it', async () => {
    const run = await send({ NODE_EXTRA_CA_CERTS: place.file('authority.pem', authority) });
    assert.deepEqual([run.code, run.stderr], [0, '']);
    assert.equal(jsonLines<Line>(run)[0]?.error, null);
    assert.equal(server.requests.length, 1);
  });

  it('is not trusted otherwise: nothing is sent, and it says what to do', async () => {
    const run = await send({});
    const { error } = jsonLines<Line>(run)[0] ?? {};
    assert.equal(error?.kind, 'network');
    assert.match(
      error?.message ?? '',
      /^Not sent: no trusted TLS connection to 127\.0\.0\.1:\d+: .*nobody .* knows who issued/,
    );
    assert.match(error?.message ?? '', /NODE_EXTRA_CA_CERTS/);
    assert.deepEqual([run.code === 0, server.requests.length], [false, 0]);
  });
});

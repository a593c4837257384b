import assert from 'node:assert/strict';
import http from 'node:http';
import { networkInterfaces } from 'node:os';
import { RawServer } from '../../support/raw-server';
import { codes, leftOpen, Wire, words } from './wire';

const respond = leftOpen('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
const hasV6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

/** Finds a name at these addresses, whatever this computer says of it. */
function foundAt(...addresses: readonly string[]): http.Agent {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const lookup: NonNullable<http.AgentOptions['lookup']> = (_name, _options, tell) => tell(null, found);
  return new http.Agent({ lookup });
}

/** A port that nothing listens on. */
async function free(): Promise<number> {
  const server = await RawServer.start();
  await server.stop();
  return server.port;
}

describe('The address of a server', () => {
  let wire: Wire;
  before(async () => {
    wire = await Wire.lay();
  });
  after(() => wire.remove());

  if (hasV6) {
    it('may be one of IPv6', async () => {
      const server = await RawServer.start({ host: '::1' });
      server.reset(respond);
      const { answer, failure } = await wire.send({ url: `http://[::1]:${server.port}/a` });
      await server.stop();
      assert.deepEqual([failure, answer?.body.toString()], [null, 'ok']);
      const [host] = server.requests[0]?.headers ?? [];
      assert.deepEqual(host, ['Host', `[::1]:${server.port}`]);
    });
  }

  it(`may be one of IPv6 where nothing ${hasV6 ? 'listens' : 'speaks it, as on this computer'}: it is told`, async () => {
    const port = await free();
    const { failure } = await wire.send({ url: `http://[::1]:${port}/`, method: 'POST' });
    assert.deepEqual(codes(failure), [hasV6 ? 'sending.network.refused' : 'sending.network.unreachable']);
    assert.match(words(failure), /^Not sent: .*\[::1\]:\d+/);
  });

  for (const [what, agent] of [
    ['as this computer finds it', undefined],
    ['found at ::1 first', foundAt('::1', '127.0.0.1')],
  ] as const) {
    it(`may be localhost, ${what}, where only 127.0.0.1 listens`, async () => {
      const server = await RawServer.start();
      server.reset(respond);
      const { answer, failure } = await wire.send({ url: `http://localhost:${server.port}/`, ...(agent && { agent }) });
      await server.stop();
      assert.deepEqual([failure, answer?.body.toString()], [null, 'ok']);
    });
  }

  for (const addresses of [
    ['::1', '127.0.0.1'],
    // One that leads nowhere says less than one where a computer refused.
    ['fd00::1', '127.0.0.1'],
  ]) {
    it(`may be a name at ${addresses.join(' and ')} where nothing listens: it is told`, async () => {
      const { failure } = await wire.send({ url: `http://localhost:${await free()}/`, agent: foundAt(...addresses) });
      assert.deepEqual(codes(failure), ['sending.network.refused']);
      assert.match(words(failure), /^Not sent: .*localhost:\d+/);
    });
  }
});

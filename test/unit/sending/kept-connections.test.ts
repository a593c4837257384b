import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import { connect as dial, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { ProxyAgent } from '../../../src/cli/proxy-agent';
import { selfSigned } from '../../support/certificate';
import { RawServer } from '../../support/raw-server';
import { gone, listen } from './listener';
import { codes, Wire } from './wire';

const said = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** What a server does with the first request of a connection, besides answering it by `own`. */
type Misdeed = (socket: Socket) => void;

/** Each leaves something on the connection that nobody has asked for. */
const MISDEEDS: readonly (readonly [string, Misdeed])[] = [
  ['a second answer in the same packet', (socket) => socket.write(said('own') + said('late'))],
  [
    'the beginning of a second answer in the same packet, and its rest at once',
    (socket) => {
      socket.write(`${said('own')}HTTP/1.1 200 OK\r\nContent-`);
      socket.write('Length: 4\r\n\r\nlate');
    },
  ],
  [
    'the beginning of a second answer in the same packet',
    (socket) => socket.write(`${said('own')}HTTP/1.1 200 OK\r\n`),
  ],
  [
    'the same after chunks',
    (socket) =>
      socket.write(
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nown\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nX: 1\r\n',
      ),
  ],
  [
    'the same after early hints',
    (socket) => socket.write(`HTTP/1.1 103 Early Hints\r\n\r\n${said('own')}HTTP/1.1 200`),
  ],
  [
    'a second answer right behind the first',
    (socket) => {
      // Of TLS a second record would go out later, and that is another matter: what is on its way nobody can know.
      if (socket instanceof TLSSocket) socket.cork();
      socket.write(said('own'));
      socket.write(said('late'));
      socket.uncork();
    },
  ],
];

describe('A connection that is kept', () => {
  const own = selfSigned('DNS:localhost,IP:127.0.0.1');
  let plain: RawServer;
  let tls: RawServer;
  let proxy: Awaited<ReturnType<typeof listen>>;
  let wire: Wire;

  before(async () => {
    plain = await RawServer.start();
    tls = await RawServer.start({ tls: own });
    wire = await Wire.lay();
    proxy = await listen((socket) => {
      socket.once('data', () => {
        const upstream = dial(tls.port, '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          socket.pipe(upstream).pipe(socket);
        });
        upstream.on('error', () => undefined);
      });
    });
  });
  after(async () => {
    proxy.stop();
    await Promise.all([plain.stop(), tls.stop(), wire.remove()]);
  });

  const ways = [
    ['directly', () => plain, () => new http.Agent({ keepAlive: true })],
    ['by TLS', () => tls, () => new https.Agent({ keepAlive: true, ca: own.cert })],
    [
      'through a proxy',
      () => tls,
      () => {
        const agent = new ProxyAgent(new URL(`http://127.0.0.1:${proxy.port}`));
        Object.assign(agent.options, { ca: own.cert });
        return agent;
      },
    ],
  ] as const;

  for (const [way, serverOf, makeAgent] of ways) {
    describe(way, () => {
      let server: RawServer;
      let agent: http.Agent;
      beforeEach(() => {
        server = serverOf();
        agent = makeAgent();
      });
      afterEach(() => agent.destroy());

      /** The server does something wrong with the first request, and answers each of the others by its number. */
      const behave = (misdeed: Misdeed) =>
        server.reset((socket) => {
          if (server.requests.length === 1) misdeed(socket);
          else socket.write(said(`answer ${server.requests.length}`));
        });
      const post = async () => {
        const { answer, failure } = await wire.send({ url: server.origin, agent, method: 'POST', body: 'x' });
        return failure ? codes(failure).join() : (answer?.body.toString() ?? '');
      };

      it('is used again while nothing is wrong', async () => {
        behave((socket) => socket.write(said('own')));
        assert.deepEqual([await post(), await post(), await post()], ['own', 'answer 2', 'answer 3']);
        assert.equal(server.connections, 1);
      });

      for (const [what, misdeed] of MISDEEDS) {
        it(`is not, where the server wrote ${what}; nothing of the next request goes there`, async () => {
          behave(misdeed);
          assert.deepEqual([await post(), await post(), await post()], ['own', 'answer 2', 'answer 3']);
          assert.deepEqual([server.connections, server.requests.length], [2, 3]);
        });
      }

      for (const [what, bytes] of [
        ['an answer', said('late')],
        ['a part of one', 'HTTP/1.1 2'],
        ['anything', '\r\n'],
      ] as const) {
        it(`is closed when ${what} comes while nothing is asked`, async () => {
          let first: Socket | undefined;
          behave((socket) => {
            first = socket;
            socket.write(said('own'));
          });
          assert.equal(await post(), 'own');
          const closed = new Promise((resolve) => first?.once('close', resolve));
          first?.write(bytes);
          await closed;
          assert.equal(await post(), 'answer 2');
          assert.equal(server.connections, 2);
        });
      }
    });
  }

  it('which the server closes just then is left for another one, also by a POST: nothing had gone there', async () => {
    const agent = new http.Agent({ keepAlive: true });
    plain.reset((socket) => {
      socket.write(said('own'));
      if (plain.requests.length === 1) socket.end();
    });
    for (let i = 0; i < 3; i++) {
      const { answer, failure } = await wire.send({ url: plain.origin, agent, method: 'POST', body: 'x' });
      assert.deepEqual([failure, answer?.body.toString()], [null, 'own']);
    }
    assert.deepEqual([plain.requests.length, plain.connections], [3, 2]);
    agent.destroy();
  });

  it('leaves nothing behind when the person stops a request that waits for it', async () => {
    const listener = await listen((socket) => socket.on('data', () => socket.write(said('own'))));
    const agent = new http.Agent({ keepAlive: true });
    const url = `http://127.0.0.1:${listener.port}/`;
    await wire.send({ url, agent });
    const stop = new AbortController();
    const second = wire.send({ url, agent, method: 'POST', signal: stop.signal });
    process.nextTick(() => process.nextTick(() => stop.abort()));
    assert.deepEqual(codes((await second).failure), ['sending.abortedUnsent']);
    await gone(listener.sockets);
    listener.stop();
  });
});

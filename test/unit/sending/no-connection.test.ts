import assert from 'node:assert/strict';
import https from 'node:https';
import { connect as dial, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { ProxyAgent } from '../../../src/cli/proxy-agent';
import { selfSigned } from '../../support/certificate';
import { RawServer } from '../../support/raw-server';
import { gone, listen } from './listener';
import { codes, leftOpen, type Sent, Wire, words } from './wire';

describe('A request', () => {
  const own = selfSigned('DNS:localhost,IP:127.0.0.1');
  let tls: RawServer;
  let wire: Wire;
  const trusting = new https.Agent({ ca: own.cert, keepAlive: true });
  before(async () => {
    tls = await RawServer.start({ tls: own });
    wire = await Wire.lay();
  });
  after(async () => {
    trusting.destroy();
    await tls.stop();
    await wire.remove();
  });
  beforeEach(() => tls.reset());

  describe('that runs out of time', () => {
    for (const [when, script, code] of [
      ['in the handshake of TLS', () => undefined, 'sending.timeout.tls'],
      ['before the first byte', null, 'sending.timeout.firstByte'],
      ['in the headers, which trickle', leftOpen('HTTP/1.1 200 OK\r\nX-A: '), 'sending.timeout.head'],
      [
        'in the body, which trickles',
        leftOpen('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
        'sending.timeout.body',
      ],
    ] as const) {
      it(when, async () => {
        const silent = code === 'sending.timeout.tls' ? await listen(() => undefined) : null;
        tls.reset((socket, request) => (script as typeof tls.respond | null)?.(socket, request));
        const url = `https://127.0.0.1:${silent?.port ?? tls.port}/`;
        const limits = silent ? { connectTimeoutMs: 80 } : { timeoutMs: 250 };
        const { failure } = await wire.send({ url, agent: trusting, method: 'POST', ...limits });
        assert.deepEqual([failure?.kind, failure?.problem.code], ['timeout', code]);
        assert.equal(failure?.outcome === undefined, silent !== null);
        if (silent) await gone(silent.sockets);
        silent?.stop();
      });
    }

    it('before there is a connection', async () => {
      // A name that is looked up for ever.
      const agent = new https.Agent({ lookup: () => undefined } as https.AgentOptions);
      const { failure } = await wire.send({ url: 'https://nowhere.example/', agent, connectTimeoutMs: 80 });
      assert.deepEqual(codes(failure), ['sending.timeout.connect']);
      assert.match(words(failure), /^Not sent: /);
    });
  });

  describe('to a server that cannot prove who it is', () => {
    const refused = async (certificate: typeof own, host: string, code: string, ca?: Buffer) => {
      const server = await RawServer.start({ tls: certificate });
      const agent = new https.Agent(ca ? { ca } : {});
      const { failure } = await wire.send({ url: `https://${host}:${server.port}/`, agent });
      await server.stop();
      assert.deepEqual(codes(failure), [code]);
      assert.match(words(failure), /^Not sent: no trusted TLS connection/);
      assert.doesNotMatch(words(failure), /REJECT_UNAUTHORIZED|StrictSSL|switch.* off/i);
      assert.equal(server.requests.length, 0);
    };

    it('self-signed', () => refused(own, '127.0.0.1', 'sending.tls.selfSigned'));
    it('under another name', () => refused(selfSigned('DNS:other.example'), '127.0.0.1', 'sending.tls.selfSigned'));
    it('trusted, under another name', () => {
      const other = selfSigned('DNS:other.example');
      return refused(other, '127.0.0.1', 'sending.tls.hostName', other.cert);
    });
    it('expired', () => {
      const old = selfSigned('IP:127.0.0.1', -1);
      return refused(old, '127.0.0.1', 'sending.tls.expired', old.cert);
    });
    it('no TLS at all', async () => {
      const plain = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      const { failure } = await wire.send({ url: `https://127.0.0.1:${plain.port}/` });
      plain.stop();
      assert.equal(failure?.problem.code, 'sending.tls.notTls');
    });
    it('gone in the handshake', async () => {
      const plain = await listen((socket) => socket.once('data', () => socket.destroy()));
      const { failure } = await wire.send({ url: `https://127.0.0.1:${plain.port}/`, method: 'POST' });
      plain.stop();
      assert.deepEqual(codes(failure), ['sending.tls.reset']);
    });
  });

  describe('to a server whose TLS does not go with ours', () => {
    /** What is said, with what came to the server. */
    const refused = async (options: TlsOptions, more: Partial<Sent> = {}) => {
      const server = await RawServer.start({ tls: { ...own, ...options } });
      try {
        const { answer, failure } = await wire.send({
          url: server.origin,
          agent: trusting,
          method: 'POST',
          body: 'x',
          ...more,
        });
        assert.deepEqual([answer, server.requests.length], [null, 0]);
        return failure;
      } finally {
        await server.stop();
      }
    };

    for (const version of ['TLSv1', 'TLSv1.1'] as const) {
      it(`${version} only: nothing was sent, and what has to be switched on`, async () => {
        const weak = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
        const failure = await refused(weak);
        assert.deepEqual(codes(failure), ['sending.tls.oldVersion']);
        assert.match(words(failure), /^Not sent: .*TLS 1\.2 or newer/);
      });
    }

    it('a cipher that we do not take: nothing was sent, and no place in a source file is told', async () => {
      // The certificate has a key that is not for this one.
      const failure = await refused({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' });
      assert.deepEqual(codes(failure), ['sending.tls.nothingInCommon']);
      assert.match(words(failure), /^Not sent: .*\([a-z0-9/ ]*alert handshake failure\)/);
    });

    const wanted = { requestCert: true, rejectUnauthorized: true };
    it('a certificate of the client, by TLS 1.2: nothing was sent', async () => {
      const failure = await refused({ ...wanted, maxVersion: 'TLSv1.2' });
      assert.deepEqual(codes(failure), ['sending.tls.nothingInCommon']);
      assert.match(words(failure), /^Not sent: .*certificate of the client/);
    });

    for (const method of ['GET', 'POST']) {
      it(`a certificate of the client, told by TLS 1.3 after a ${method} was written: nobody has read it`, async () => {
        const failure = await refused(wanted, { method });
        assert.deepEqual(codes(failure), ['sending.tls.clientCertificateLate']);
        assert.doesNotMatch(words(failure), /Not sent|not known/);
        assert.match(words(failure), /before it read the request/);
      });
    }

    it('what comes later and is no TLS any more: the request had left', async () => {
      tls.reset((socket) => {
        const { _parent: below } = socket as unknown as { _parent: Socket };
        // A record that nobody can decrypt.
        below.write(Buffer.concat([Buffer.from('1703030020', 'hex'), Buffer.alloc(32)]));
      });
      const { failure } = await wire.send({ url: tls.origin, agent: trusting, method: 'POST', body: 'x' });
      assert.deepEqual(codes(failure), ['sending.network.tlsLater', 'sending.outcome.unknown']);
      assert.doesNotMatch(words(failure), /Not sent|deps/);
    });
  });

  describe('through a proxy', () => {
    const through = async (script: (socket: Socket, head: string) => void, more: Partial<Sent> = {}) => {
      const heads: string[] = [];
      const proxy = await listen((socket) => {
        socket.once('data', (chunk) => {
          heads.push(chunk.toString('latin1'));
          script(socket, chunk.toString('latin1'));
        });
      });
      const agent = new ProxyAgent(new URL(`http://me:hidden-word@127.0.0.1:${proxy.port}`));
      Object.assign(agent.options, { ca: own.cert });
      const send = () => wire.send({ url: `https://127.0.0.1:${tls.port}/x`, agent, ...more });
      return { proxy, heads, agent, send };
    };
    const tunnel = (socket: Socket) => {
      const upstream = dial(tls.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      upstream.on('error', () => undefined);
    };

    it('is TLS from end to end, over a tunnel that is kept', async () => {
      tls.reset(leftOpen('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
      const { proxy, heads, agent, send } = await through(tunnel, {
        headers: [['X-API-Key', 'sk_test_in_the_tunnel']],
      });
      for (let i = 0; i < 2; i++) {
        const { answer, failure } = await send();
        assert.deepEqual([failure, answer?.body.toString()], [null, 'ok']);
      }
      assert.equal(heads.length, 1);
      assert.match(
        heads[0] ?? '',
        /^CONNECT 127\.0\.0\.1:\d+ HTTP\/1\.1\r\n[\s\S]*Proxy-Authorization: Basic bWU6aGlkZGVuLXdvcmQ=\r\n/,
      );
      assert.doesNotMatch(heads.join(), /sk_test/);
      agent.destroy();
      proxy.stop();
    });

    for (const [what, reply, code] of [
      [
        'that wants a password',
        'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n',
        'authentication',
      ],
      ['that refuses', 'HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno', 'refused'],
      ['that finds no way', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'noWay'],
      ['that is none', 'SSH-2.0-OpenSSH\r\n\r\n', 'noProxy'],
      ['that goes away', '', 'noProxy'],
    ] as const) {
      it(`${what}: nothing was sent, and its password is not told`, async () => {
        const { proxy, agent, send } = await through((socket) => socket.end(reply));
        const { answer, failure } = await send();
        assert.deepEqual([answer, codes(failure)], [null, [`sending.proxy.${code}`]]);
        assert.match(words(failure), /127\.0\.0\.1:\d+/);
        assert.doesNotMatch(words(failure), /hidden-word/);
        await gone(proxy.sockets);
        agent.destroy();
        proxy.stop();
      });
    }

    for (const [what, options, reason] of [
      ['that cannot prove who it is', {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      [
        'that speaks an old TLS only',
        { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
        'tlsv1 alert protocol version',
      ],
    ] as const) {
      it(`${what}: nothing was sent, also not to it`, async () => {
        const proxy = await RawServer.start({ tls: { ...own, ...options } });
        const agent = new ProxyAgent(new URL(proxy.origin));
        const { failure } = await wire.send({ url: tls.origin, agent, method: 'POST' });
        agent.destroy();
        await proxy.stop();
        assert.deepEqual(codes(failure), ['sending.proxy.tls']);
        assert.ok(words(failure).startsWith('Not sent: ') && words(failure).includes(`(${reason})`), words(failure));
        assert.equal(
          proxy.received.reduce((sum, { bytes }) => sum + bytes.length, 0),
          0,
        );
      });
    }

    it('that is dead', async () => {
      const { proxy, agent, send } = await through(() => undefined);
      proxy.stop();
      assert.deepEqual(codes((await send()).failure), ['sending.proxy.unreachable']);
      agent.destroy();
    });

    it('that never answers: time runs out, and the person can stop it; no connection is left', async () => {
      const silent = await through(() => undefined, { connectTimeoutMs: 80 });
      assert.deepEqual(codes((await silent.send()).failure), ['sending.timeout.proxy']);
      await gone(silent.proxy.sockets);
      silent.proxy.stop();
      const stop = new AbortController();
      const stopped = await through(() => stop.abort(), { signal: stop.signal });
      assert.deepEqual(codes((await stopped.send()).failure), ['sending.abortedUnsent']);
      await gone(stopped.proxy.sockets);
      stopped.proxy.stop();
    });
  });
});

// Which command `restlink send` names after a refusal, and what it says of a credential of the keychain.

import assert from 'node:assert/strict';
import type { Secret } from '../../../src/credentials';
import { type Sandbox, startSandbox } from '../../../src/sandbox';
import { CliInProcess } from '../../support/cli-in-process';
import { answer, RawServer } from '../../support/raw-server';
import { logIn } from '../sandbox/client';

const GET = 'GET /api/v1/user/balance\n';

describe('restlink send and what helps', () => {
  let sandbox: Sandbox;
  let cli: CliInProcess;
  beforeEach(async () => {
    cli = new CliInProcess();
    sandbox = await startSandbox();
  });
  afterEach(() => {
    cli.stop();
    return sandbox.stop();
  });

  /** Sends with a credential of the keychain. @returns what is said */
  async function said(name: string, secret: Secret, origin = sandbox.url, http = GET): Promise<readonly string[]> {
    await cli.vault().add({ name, kind: secret.kind, origin, secret, store: 'osKeychain' });
    return (await cli.send(http, {}, '--credential', name)).messages;
  }
  const wrong: Secret = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'of another key' };

  it('a secret of another key: the secret is named as the cause, and replaced', async () => {
    const lines = await said('prod', wrong);
    assert.deepEqual(lines.slice(0, 2), [
      'INVALID_SIGNATURE: The service computed another signature.',
      'Path and body were signed as they were sent, so most likely the secret of prod is not the one of its key sk_test_…gned.',
    ]);
    assert.match(lines[2] ?? '', /^It is not the clock: it was signed within \d+ s of/);
    assert.equal(
      lines.at(-1),
      `Commands: restlink credentials remove prod, then restlink credentials add --kind hmac --origin ${sandbox.url} prod`,
    );
  });

  it('variables without value: the options that give them, each once, beside what holds everywhere', async () => {
    const { code, messages } = await cli.send(
      `# @prompt who\nGET ${sandbox.url}/{{a.b}}?{{who}}&{{a.b}}&{{other.response.body.*}}\n`,
      {},
    );
    assert.equal(code, 2);
    const said = messages.join('\n').split('\n');
    assert.equal(said.at(-1), 'Options: --var a.b=VALUE --var who=VALUE');
    assert.equal(said.filter((line) => line.includes('--var')).length, 1);
    const one = await cli.send(`GET ${sandbox.url}/{{only}}\n`, {});
    assert.match(one.messages.join(), /Define it in the file .*,Option: --var only=VALUE$/);
    const none = await cli.send(`GET ${sandbox.url}/{{other.response.body.*}}\n`, {});
    assert.doesNotMatch(none.messages.join(), /--var/);
  });

  it('a name with a blank and a quote is one word of a shell', async () => {
    assert.match((await said("mum's key", wrong)).at(-1) ?? '', /remove 'mum'\\''s key', then .* 'mum'\\''s key'$/);
  });

  it('a name that looks like an option is none', async () => {
    await cli.vault().add({ name: '-x', kind: 'hmac', origin: sandbox.url, secret: wrong, store: 'osKeychain' });
    const { messages } = await cli.send(GET, {}, '--credential=-x');
    assert.match(messages.at(-1) ?? '', /remove -- -x, then .* -- -x$/);
  });

  it('a server without clock: the clock cannot be ruled out', async () => {
    const server = await RawServer.start();
    try {
      server.reset(answer('401 Unauthorized', '{"status":false,"error_code":"INVALID_SIGNATURE"}'));
      const lines = await said('prod', wrong, server.origin);
      assert.match(lines[1] ?? '', /the secret of prod/);
      assert.match(lines[2] ?? '', /has no Date, so a clock .* cannot be ruled out/);
      assert.equal(server.requests.length, 1);
    } finally {
      await server.stop();
    }
  });

  it('a key that wants to be signed, stored as a plain one: it is added with its secret', async () => {
    const lines = await said('prod', { kind: 'apiKey', key: 'sk_test_sandbox_signed' });
    assert.match(lines[1] ?? '', /^The credential prod is a plain API key: no secret/);
    assert.match(lines.at(-1) ?? '', /^Commands: restlink credentials remove prod, then .* --kind hmac/);
  });

  it('a login that was revoked: log in again', async () => {
    const lines = await said('demo', { kind: 'jwt', token: 'aaa.bbb.ccc' });
    assert.deepEqual(lines.slice(-2), ['Log in again.', 'Command: restlink credentials login demo']);
  });

  it('a login whose workspace is gone: another one is chosen', async () => {
    const secret: Secret = { kind: 'jwt', token: await logIn(sandbox.port) };
    const { id } = await cli
      .vault()
      .add({ name: 'demo', kind: 'jwt', origin: sandbox.url, secret, store: 'osKeychain' });
    await cli.vault().setWorkspace(id, { id: 99, name: 'old' });
    const { messages } = await cli.send(GET, {}, '--credential', 'demo');
    assert.deepEqual(messages.slice(1), [
      'The login demo is set to the workspace old (99).',
      'Choose another workspace for the login demo.',
    ]);
  });

  it('a login that may not do it', async () => {
    const server = await RawServer.start();
    try {
      server.reset(answer('403 Forbidden', '{"status":false,"error_code":"FORBIDDEN"}'));
      const lines = await said('demo', { kind: 'jwt', token: 'aaa.bbb.ccc' }, server.origin);
      assert.match(lines[1] ?? '', /^The login demo may not do this/);
      assert.equal(lines.length, 3);
    } finally {
      await server.stop();
    }
  });

  it('a token that should still hold', async () => {
    const server = await RawServer.start();
    try {
      const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const exp = Date.UTC(2026, 9, 21, 8) / 1000;
      const token = `${encode({ alg: 'HS256' })}.${encode({ exp })}.x`;
      const expired = '{"status":false,"error_code":"TOKEN_EXPIRED"}';
      server.reset(answer('401 Unauthorized', expired, ['Date: Wed, 21 Oct 2026 07:28:00 GMT']));
      assert.match((await said('early', { kind: 'jwt', token }, server.origin))[1] ?? '', /another 32 min, so/);
      server.reset(answer('401 Unauthorized', expired, ['Date: Wed, 21 Oct 2026 08:02:00 GMT']));
      assert.equal((await said('late', { kind: 'jwt', token }, server.origin))[1], 'It ended 2 min ago.');
    } finally {
      await server.stop();
    }
  });
});

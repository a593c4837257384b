import assert from 'node:assert/strict';
import { listWorkspaces, logIn, type WorkspacesResult } from '../../../src/account';
import type { Credential, Secret } from '../../../src/credentials';
import { type Sandbox, startSandbox } from '../../../src/sandbox';
import { answer, RawServer, type Respond } from '../../support/raw-server';
import { credentialFor, going, startSender } from './fixtures';

const token: Secret = { kind: 'jwt', token: 'a.b.c' };
const JSON_TYPE = ['Content-Type: application/json'];

describe('the workspaces of a login', () => {
  let local: ReturnType<typeof startSender>;
  beforeEach(() => {
    local = startSender();
  });
  afterEach(() => local.stop());

  describe('in the sandbox', () => {
    let sandbox: Sandbox;
    before(async () => {
      sandbox = await startSandbox();
    });
    after(() => sandbox.stop());
    const login = async (name = 'demo'): Promise<Secret> => {
      const result = await logIn(local.sender, sandbox.url, { login: name, password: 'demo' }, going());
      assert.ok(result.ok);
      return { kind: 'jwt', token: result.token };
    };
    const ask = (secret: Secret, over: Partial<Credential> = {}) =>
      listWorkspaces(local.sender, credentialFor(secret, sandbox.url, over), secret, going());

    it('are told with the main one marked', async () => {
      assert.deepEqual(await ask(await login()), {
        ok: true,
        workspaces: [
          { id: 16, name: 'Main', isMain: true, color: null },
          { id: 18, name: 'test-space', isMain: false, color: '#5298D9' },
        ],
      });
    });

    it('can be asked for although the one chosen before is no more', async () => {
      const result = await ask(await login(), { workspace: { id: 99, name: 'deleted' } });
      assert.equal(result.ok, true);
    });

    it('are refused in words: to a key, to a token of somebody else', async () => {
      const plain: Secret = { kind: 'apiKey', key: 'sk_test_sandbox_plain' };
      assert.deepEqual(await ask(plain), { ok: false, problem: { code: 'errorCode.FORBIDDEN' } });
      assert.deepEqual(await ask(token), { ok: false, problem: { code: 'errorCode.INVALID_TOKEN' } });
    });
  });

  describe('of a server that answers oddly', () => {
    let server: RawServer;
    before(async () => {
      server = await RawServer.start();
    });
    after(() => server.stop());
    const ask = async (respond: Respond): Promise<WorkspacesResult> => {
      server.reset(respond);
      return listWorkspaces(local.sender, credentialFor(token, server.origin), token, going());
    };
    const told = (value: unknown) => ask(answer('200 OK', JSON.stringify(value), JSON_TYPE));
    const unexpected = (status: number, error = '–') => ({
      ok: false,
      problem: { code: 'account.workspaces.unexpected', args: { status, error } },
    });

    it('are asked for once, with the token and without a workspace', async () => {
      assert.deepEqual(await told([]), { ok: true, workspaces: [] });
      assert.deepEqual(
        server.requests.map(({ line }) => line),
        ['GET /api/v1/user/workspaces HTTP/1.1'],
      );
      const headers = new Map(server.requests[0]?.headers.map(([name, value]) => [name.toLowerCase(), value]));
      assert.equal(headers.get('authorization'), 'Bearer a.b.c');
      assert.equal(headers.has('x-workspace-id'), false);
    });

    for (const [what, body] of [
      ['an object', '{"workspaces":[]}'],
      ['null', 'null'],
      ['a page', '<html></html>'],
      ['nothing', ''],
      ['half of it', '[{"id":1,"name":"a"'],
      ['entries that are none', '[null,1,"x",[],{},{"id":"16"},{"id":0},{"id":-1},{"id":1.5},{"id":1e300}]'],
    ] as const) {
      it(`${what} is a problem, not a list`, async () => {
        assert.deepEqual(await ask(answer('200 OK', body, JSON_TYPE)), unexpected(200));
      });
    }

    it('names become one visible line, ids that repeat are left out, colours that are none too', async () => {
      const result = await told([
        { id: 1, name: ' a\r\n\u0000\u202eb\u2028c ', is_main: 'yes', color: 'red' },
        { id: 2, name: '\u200b', color: '#12345g' },
        { id: 3, is_main: true, color: '#abcDEF' },
        { id: 1, name: 'again', is_main: true },
        { id: 4, name: 'x'.repeat(300) },
        { id: 5, name: '😀'.repeat(81) },
        'no entry',
      ]);
      assert.deepEqual(result, {
        ok: true,
        workspaces: [
          { id: 1, name: 'a b c', isMain: false, color: null },
          { id: 2, name: '#2', isMain: false, color: null },
          { id: 3, name: '#3', isMain: true, color: '#abcDEF' },
          { id: 4, name: `${'x'.repeat(79)}…`, isMain: false, color: null },
          { id: 5, name: `${'😀'.repeat(79)}…`, isMain: false, color: null },
        ],
      });
    });

    it('thousands are all told', async () => {
      const result = await told(Array.from({ length: 20_000 }, (_, i) => ({ id: i + 1, name: `w${i}` })));
      assert.ok(result.ok);
      assert.equal(result.workspaces.length, 20_000);
    });

    it('refusals have their words, those that the documentation does not name too', async () => {
      const refusal = (status: string, code: string) =>
        ask(answer(status, JSON.stringify({ status: false, error_code: code, description: 'x' }), JSON_TYPE));
      const problem = (code: string) => ({ ok: false, problem: { code } });
      assert.deepEqual(await refusal('401 Unauthorized', 'TOKEN_EXPIRED'), problem('errorCode.TOKEN_EXPIRED'));
      assert.deepEqual(await refusal('403 Forbidden', 'NO_MAIN_WORKSPACE'), problem('errorCode.NO_MAIN_WORKSPACE'));
      assert.deepEqual(await refusal('418 Teapot', 'TEAPOT'), unexpected(418, 'TEAPOT'));
      assert.deepEqual(await ask(answer('429 Too Many Requests')), problem('answer.rateLimited'));
      assert.deepEqual(await ask(answer('302 Found', '[]', ['Location: /elsewhere'])), unexpected(302));
      assert.deepEqual(await told({ status: false, error: 'Account is in setup process' }), {
        ok: false,
        problem: { code: 'answer.setup', args: { error: 'Account is in setup process' } },
      });
    });

    it('a connection that breaks, a server that is gone, and Cancel are told as such', async () => {
      const code = (result: WorkspacesResult) => (result.ok ? 'ok' : result.problem.code);
      assert.equal(code(await ask((socket) => void socket.destroy())), 'sending.network.reset');
      const half = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[]';
      assert.equal(code(await ask((socket) => void socket.end(half))), 'sending.truncated');
      const stop = new AbortController();
      server.reset(() => stop.abort());
      const credential = credentialFor(token, server.origin);
      assert.equal(code(await listWorkspaces(local.sender, credential, token, stop.signal)), 'sending.aborted');
      const gone = await RawServer.start();
      await gone.stop();
      const nobody = credentialFor(token, gone.origin);
      assert.match(code(await listWorkspaces(local.sender, nobody, token, going())), /^sending\.network\.refused/);
    });
  });
});

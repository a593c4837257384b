import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../../../src/catalog';
import { parse, type RequestNode } from '../../../src/http';
import { requestTemplate } from '../../../src/language';
import { sentence } from '../../../src/messages';
import { demoKeys, type Sandbox, startSandbox } from '../../../src/sandbox';

const root = join(__dirname, '..', '..', '..');

describe('requests that we hand out', () => {
  let sandbox: Sandbox;
  let key: string;
  before(async () => {
    sandbox = await startSandbox();
    const plain = demoKeys.find(({ name }) => name === 'sandbox-plain');
    assert.ok(plain);
    key = plain.key;
  });
  after(() => sandbox.stop());

  /** Sends a request as the parser reads it, with the plain demo key unless a token is given. */
  async function send({ requestLine, headers, body }: RequestNode, token?: string): Promise<Response> {
    const credential: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : { 'X-API-Key': key };
    const text = body?.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    return fetch(requestLine.target.replace('{{baseUrl}}', sandbox.url), {
      method: requestLine.method,
      headers: { ...Object.fromEntries(headers.map(({ name, value }) => [name, value])), ...credential },
      ...(text === undefined ? {} : { body: text }),
    });
  }

  const ready = (id: string): RequestNode => {
    const endpoint = endpoints.find((candidate) => candidate.id === id);
    assert.ok(endpoint);
    const [request] = parse(requestTemplate(endpoint, sentence)).requests;
    assert.ok(request);
    return request;
  };

  for (const id of ['sendSms', 'getSmsStatus', 'getStats', 'getBalance', 'login']) {
    it(`the ready request of ${id} is accepted by the sandbox as it stands`, async () => {
      const answer = await send(ready(id));
      assert.equal(answer.status, 200, await answer.text());
    });
  }

  it('the ready request of listWorkspaces is accepted with the token of a login', async () => {
    const { token } = (await (await send(ready('login'))).json()) as { token: string };
    assert.equal((await send(ready('listWorkspaces'), token)).status, 200);
  });

  it('the requests of the sample do what their titles say', async () => {
    const expected: Record<string, number> = {
      'Send one message': 200,
      'Send to several people': 200,
      Balance: 200,
      'Statistics of the week': 200,
    };
    const sample = parse(readFileSync(join(root, 'media', 'sample', 'first-steps.http'), 'utf8'));
    assert.equal(sample.requests[0]?.title, 'Send one message');
    for (const request of sample.requests) {
      const status = expected[request.title];
      if (status) assert.equal((await send(request)).status, status, request.title);
    }
  });

  it('the wrong requests of the sample give the codes in their titles', async () => {
    const sample = parse(readFileSync(join(root, 'media', 'sample', 'errors.http'), 'utf8'));
    for (const request of sample.requests) {
      const [, status, code] = /: (\d{3}) ([A-Z_]+)$/.exec(request.title) ?? [];
      if (!status || request.requestLine.target.startsWith('http')) continue;
      const answer = await send(request);
      assert.equal(answer.status, Number(status), request.title);
      assert.equal(((await answer.json()) as { error_code: string }).error_code, code);
    }
  });

  it('the sample holds nothing that the parser has a word about', () => {
    for (const name of ['first-steps', 'statistics', 'errors']) {
      const file = parse(readFileSync(join(root, 'media', 'sample', `${name}.http`), 'utf8'));
      const said = [...file.findings, ...file.requests.flatMap(({ findings }) => findings)];
      assert.deepEqual(
        said.map(({ problem }) => problem),
        [],
        name,
      );
    }
  });
});

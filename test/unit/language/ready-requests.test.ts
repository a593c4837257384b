import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../../../src/catalog';
import { parse, type RequestNode } from '../../../src/http';
import { requestTemplate } from '../../../src/language';
import { sentence } from '../../../src/messages';
import { demoKeys, type Sandbox, startSandbox, TRACKER_TOKEN } from '../../../src/sandbox';
import { assertDescribed } from '../sandbox/described';

const root = join(__dirname, '..', '..', '..');

describe('requests that we hand out', () => {
  let sandbox: Sandbox;
  let key: string;
  beforeEach(async () => {
    sandbox = await startSandbox();
    const plain = demoKeys.find(({ name }) => name === 'sandbox-plain');
    assert.ok(plain);
    key = plain.key;
  });
  afterEach(() => sandbox.stop());

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

  const templateOf = (id: string): string => {
    const endpoint = endpoints.find((candidate) => candidate.id === id);
    assert.ok(endpoint);
    return requestTemplate(endpoint, sentence).replace('{{trackerToken}}', TRACKER_TOKEN);
  };
  const only = (text: string): RequestNode => {
    const [request] = parse(text).requests;
    assert.ok(request);
    return request;
  };
  const ready = (id: string): RequestNode => only(templateOf(id));

  /** What has to be there, or chosen, before these do anything. */
  const refused: Record<string, string> = {
    testWebhook: 'INVALID_URL',
    track: 'INVALID_PARAMS',
    actionTrack: 'INVALID_PARAMS',
    legacyAction: 'INVALID_PARAMS',
  };
  for (const { id, auth } of endpoints) {
    const code = refused[id];
    it(`the ready request of ${id} gets ${code ?? 'a 200'} from the sandbox as it stands, as described`, async () => {
      const { token } = (await (await send(ready('login'))).json()) as { token: string };
      const answer = await send(ready(id), auth.includes('apiKey') ? undefined : token);
      const text = await answer.text();
      assert.equal(answer.status, code ? 400 : 200, text);
      if (code) assert.equal(JSON.parse(text).error_code, code);
      await assertDescribed(id, answer.status, answer.headers.get('content-type') ?? '', text);
    });
  }

  for (const id of ['track', 'actionTrack', 'legacyAction']) {
    it(`the ready request of ${id} gets a 200 once its optional parameters are chosen`, async () => {
      const text = templateOf(id).replace(/^# {2}([?&])/gm, '  $1');
      const answer = await send(only(text));
      assert.equal(answer.status, 200, await answer.text());
    });
  }

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

import assert from 'node:assert/strict';
import type { Credential } from '../../../src/credentials';
import { followsCredential, isPlainlyOurs, type PreviewContext, previewCredential } from '../../../src/engine';
import { parse, type RequestNode } from '../../../src/http';

const LIVE = 'https://restlink23telecom.com';
const SANDBOX = 'http://127.0.0.1:8023';

function credential(name: string, change: Partial<Credential> = {}): Credential {
  return {
    id: `id-${name}`,
    name,
    kind: 'hmac',
    origin: LIVE,
    keyHint: 'sk_prod_…i9j0',
    store: 'osKeychain',
    created: '2026-01-01T00:00:00Z',
    ...change,
  };
}

const prod = credential('prod-eu');
const demo = credential('demo', { kind: 'jwt', keyHint: 'JWT' });
const sandbox = credential('sandbox', { origin: SANDBOX, store: 'builtin', keyHint: 'sk_test_…gned' });

function context(credentials: readonly Credential[], active?: Credential): PreviewContext {
  return {
    credentials,
    activeId: active?.id ?? null,
    defaultOrigin: LIVE,
    variables: {
      overrides: new Map(),
      prompts: new Map(),
      environment: new Map(),
      now: () => new Date(0),
      randomBytes: (count) => new Uint8Array(count),
      processEnv: () => undefined,
      dotenv: () => undefined,
      requestValue: () => undefined,
    },
  };
}

function read(text: string) {
  const file = parse(text);
  const node: RequestNode | undefined = file.requests[0];
  assert.ok(node);
  return { file, node };
}

function preview(text: string, given: PreviewContext) {
  const { file, node } = read(text);
  return previewCredential(file, node, given);
}

describe('previewCredential', () => {
  it('names the active credential for relative targets and {{baseUrl}}', () => {
    for (const target of ['/api/v1/user/balance', '{{baseUrl}}/api/v1/user/balance', `${LIVE}/api/v1/user/balance`]) {
      assert.deepEqual(preview(`GET ${target}`, context([prod, sandbox], prod)), { kind: 'use', credential: prod });
    }
    assert.deepEqual(preview('GET /api/v1/user/balance', context([prod, sandbox], sandbox)), {
      kind: 'use',
      credential: sandbox,
    });
  });

  it('is not disturbed by variables without a value behind the origin', () => {
    const given = context([prod], prod);
    assert.equal(preview('GET {{baseUrl}}/api/v1/sms/status/{{id}}?x={{y}}', given).kind, 'use');
  });

  it('leaves requests to other origins to the tools they belong to', () => {
    const given = context([prod], prod);
    assert.equal(preview('GET https://example.com/api', given).kind, 'foreign');
    assert.equal(preview('GET https://{{host}}/api', given).kind, 'foreign');
    assert.equal(preview('@baseUrl = https://example.com\n\nGET {{baseUrl}}/api', given).kind, 'foreign');
    assert.equal(preview('# @no-sign\nGET https://example.com/api', given).kind, 'foreign');
    assert.equal(preview(`GET ${SANDBOX}/api/v1/user/balance`, given).kind, 'foreign');
  });

  it('follows the variables of the file to an origin with a credential', () => {
    const text = '@host = restlink23telecom.com\n@base = https://{{host}}\n\nGET {{base}}/api/v1/user/balance';
    assert.deepEqual(preview(text, context([prod], prod)), { kind: 'use', credential: prod });
  });

  it('takes the Host header of a relative target', () => {
    const text = 'GET /api/v1/user/balance\nHost: example.com';
    assert.equal(preview(text, context([prod], prod)).kind, 'foreign');
  });

  it('says what goes out bare: # @no-sign, and the endpoint that logs in', () => {
    const given = context([prod], prod);
    assert.equal(preview('# @no-sign\nGET /api/v1/user/balance', given).kind, 'bare');
    assert.equal(preview('POST /api/v1/user/auth', given).kind, 'bare');
  });

  it('uses the login for an endpoint that takes no key, and offers to log in without one', () => {
    assert.deepEqual(preview('GET /api/v1/user/profile', context([prod, demo], prod)), {
      kind: 'use',
      credential: demo,
    });
    const without = preview('GET /api/v1/user/profile', context([prod], prod));
    assert.ok(without.kind === 'refuse');
    assert.deepEqual(without.actions, ['logIn']);
  });

  it('asks for a credential where there is none, and offers the sandbox only where the request would go there', () => {
    const relative = preview('GET /api/v1/user/balance', context([]));
    assert.ok(relative.kind === 'refuse');
    assert.deepEqual([relative.actions, relative.movable], [['addCredential', 'trySandbox'], true]);
    const fixed = preview(`GET ${LIVE}/api/v1/user/balance`, context([]));
    assert.ok(fixed.kind === 'refuse');
    assert.equal(fixed.movable, false);
  });

  it('asks which of several, and never turns a test into a live request', () => {
    const other = credential('prod-us');
    assert.equal(preview('GET /api/v1/user/balance', context([prod, other])).kind, 'ask');
    const test = preview(`GET ${LIVE}/api/v1/user/balance`, context([prod, sandbox], sandbox));
    assert.ok(test.kind === 'refuse');
    assert.deepEqual(test.actions, ['switchCredential']);
  });

  it('lets # @credential decide, also where it goes', () => {
    const given = context([prod, sandbox], prod);
    assert.deepEqual(preview('# @credential sandbox\nGET /api/v1/user/balance', given), {
      kind: 'use',
      credential: sandbox,
    });
    const unknown = preview('# @credential nobody\nGET /api/v1/user/balance', given);
    assert.ok(unknown.kind === 'refuse');
    assert.equal(unknown.problem.code, 'credential.unknown');
  });
});

describe('followsCredential', () => {
  const follows = (text: string) => {
    const { file, node } = read(text);
    return followsCredential(file, node, context([prod], prod));
  };

  it('is true where the origin is that of the credential', () => {
    assert.equal(follows('GET /x'), true);
    assert.equal(follows('@base = {{baseUrl}}/api\n\nGET {{base}}/x'), true);
  });

  it('is false where the file names the origin, or none is there', () => {
    assert.equal(follows('GET https://restlink23telecom.com/x'), false);
    assert.equal(follows('@baseUrl = https://restlink23telecom.com\n\nGET {{baseUrl}}/x'), false);
    assert.equal(follows('GET /x\nHost: example.com'), false);
    assert.equal(follows('GET https://{{nothing}}/x'), false);
  });
});

describe('isPlainlyOurs', () => {
  const plainly = (text: string) => {
    const { file, node } = read(text);
    return isPlainlyOurs(file, node);
  };

  it('is true only where previewCredential can say nothing else than ours', () => {
    assert.equal(plainly('GET /x'), true);
    assert.equal(plainly('GET {{baseUrl}}/x'), true);
    assert.equal(plainly('GET /x\nHOST: example.com'), false);
    assert.equal(plainly('@baseUrl = https://example.com\n\nGET {{baseUrl}}/x'), false);
    assert.equal(plainly('GET {{baseUrl}}.example.com/x'), false);
    assert.equal(plainly('GET https://example.com/x'), false);
  });
});

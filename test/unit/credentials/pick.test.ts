import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Credential,
  mayReceive,
  type Pick,
  type PickInput,
  pickCredential,
  sandboxCredentials,
} from '../../../src/credentials';
import { messages } from '../../../src/messages';

const LIVE = 'https://restlink23telecom.com';
const LOCAL = 'http://127.0.0.1:8023';

function credential(name: string, over: Partial<Credential> = {}): Credential {
  return {
    id: `id-${name}`,
    name,
    kind: 'hmac',
    origin: LIVE,
    keyHint: 'sk_prod_…i9j0',
    store: 'osKeychain',
    created: '2026-01-01T00:00:00.000Z',
    ...over,
  };
}

const prod = credential('prod-eu');
const second = credential('prod-us', { kind: 'apiKey' });
const test = credential('staging', { origin: 'https://staging.example', keyHint: 'sk_test_…77aa' });
const login = credential('demo', { kind: 'jwt', keyHint: 'JWT' });
const [sandbox] = sandboxCredentials(LOCAL, '2026-01-01T00:00:00.000Z');
assert.ok(sandbox);

function pick(over: Partial<PickInput>): Pick {
  return pickCredential({
    url: `${LIVE}/api/v1/sms/stats`,
    noSign: false,
    named: null,
    activeId: null,
    credentials: [],
    accepts: ['apiKey', 'jwt'],
    boundOrigin: null,
    ...over,
  });
}

function refusal(result: Pick) {
  assert.equal(result.kind, 'refuse');
  return result.kind === 'refuse' ? [result.problem.code, result.because, result.actions] : [];
}

describe('which credential signs', () => {
  it('the named one, if it matches the origin', () => {
    assert.deepEqual(pick({ named: 'PROD-EU', activeId: second.id, credentials: [prod, second] }), {
      kind: 'use',
      credential: prod,
    });
  });

  it('the named one is refused for another origin, even where another credential would match', () => {
    const result = pick({ named: 'staging', activeId: prod.id, credentials: [prod, test] });
    assert.deepEqual(refusal(result), ['credential.otherOrigin', 'safety', ['switchCredential']]);
  });

  it('a name that nobody has is refused', () => {
    assert.equal(refusal(pick({ named: 'nobody', credentials: [prod] }))[0], 'credential.unknown');
    assert.deepEqual(refusal(pick({ named: 'sandbox', credentials: [prod] })), [
      'credential.sandboxNotRunning',
      'credential',
      ['trySandbox'],
    ]);
  });

  it('otherwise the active one, if it matches', () => {
    assert.deepEqual(pick({ activeId: second.id, credentials: [prod, second] }), { kind: 'use', credential: second });
  });

  it('an active sandbox or test credential never gives way to a live one: Switch is offered', () => {
    for (const active of [sandbox, test, credential('local', { origin: 'http://localhost:1' })]) {
      assert.deepEqual(refusal(pick({ activeId: active.id, credentials: [prod, active] })), [
        'credential.activeIsTest',
        'credential',
        ['switchCredential'],
      ]);
    }
  });

  it('otherwise the only one that matches', () => {
    assert.deepEqual(pick({ credentials: [prod, test] }), { kind: 'use', credential: prod });
    const elsewhere = credential('other', { origin: 'https://other.example' });
    assert.deepEqual(pick({ activeId: elsewhere.id, credentials: [prod, elsewhere] }), {
      kind: 'use',
      credential: prod,
    });
  });

  it('several: asks', () => {
    assert.deepEqual(pick({ credentials: [prod, test, second] }), { kind: 'ask', candidates: [prod, second] });
  });

  it('no live one in the place of an active sandbox credential whose sandbox has stopped', () => {
    assert.deepEqual(refusal(pick({ activeId: sandbox.id, credentials: [prod] })), [
      'credential.sandboxNotRunning',
      'credential',
      ['trySandbox', 'switchCredential'],
    ]);
  });

  it('none: says so, with what can be done', () => {
    assert.deepEqual(refusal(pick({})), ['credential.none', 'credential', ['addCredential', 'trySandbox']]);
    assert.deepEqual(refusal(pick({ url: `${LOCAL}/x` })), [
      'credential.noneLoopback',
      'credential',
      ['trySandbox', 'addCredential'],
    ]);
    assert.equal(refusal(pick({ activeId: sandbox.id, credentials: [sandbox] }))[0], 'credential.none');
  });

  it('any other origin is refused for safety, whatever is active', () => {
    const result = pick({ url: 'https://evil.example/api/v1/sms/send', activeId: prod.id, credentials: [prod] });
    assert.deepEqual(refusal(result), ['credential.foreignOrigin', 'safety', ['addCredential']]);
  });

  it('@no-sign goes out as typed, to anywhere', () => {
    for (const url of ['https://evil.example/', `${LIVE}/x`, 'http://plain.example/']) {
      assert.deepEqual(pick({ url, noSign: true, named: 'prod-eu', credentials: [prod] }), {
        kind: 'none',
        because: 'noSign',
      });
    }
  });

  it('plain http, user-info and other schemes are refused for safety', () => {
    assert.deepEqual(refusal(pick({ url: 'http://restlink23telecom.com/x', credentials: [prod] })).slice(0, 2), [
      'credential.plainHttp',
      'safety',
    ]);
    assert.equal(
      refusal(pick({ url: 'https://a@restlink23telecom.com/x', credentials: [prod] }))[0],
      'credential.urlUserInfo',
    );
    assert.equal(
      refusal(pick({ url: 'blob:https://restlink23telecom.com/x', credentials: [prod] }))[0],
      'credential.urlInvalid',
    );
  });

  describe('an endpoint that does not list an API key never receives one', () => {
    it('uses the login of the same origin', () => {
      const input = { accepts: ['jwt'] as const, activeId: prod.id, credentials: [prod, login] };
      assert.deepEqual(pick(input), { kind: 'use', credential: login });
    });

    it('or offers Log In', () => {
      const elsewhere = credential('demo', { kind: 'jwt', origin: 'https://other.example' });
      const input = { accepts: ['jwt'] as const, activeId: prod.id, credentials: [prod, elsewhere] };
      assert.deepEqual(refusal(pick(input)), ['credential.loginNeeded', 'credential', ['logIn']]);
      assert.equal(refusal(pick({ ...input, named: 'prod-eu' }))[0], 'credential.loginNeeded');
    });

    it('/user/auth and the tracker endpoints go bare, with and without credentials', () => {
      for (const accepts of [['none'], ['trackerToken']] as const) {
        const bare: Pick = { kind: 'none', because: 'endpoint' };
        assert.deepEqual(pick({ accepts, activeId: prod.id, credentials: [prod] }), bare);
        assert.deepEqual(pick({ accepts }), bare);
        assert.deepEqual(pick({ accepts, named: 'prod-eu', credentials: [prod] }), bare);
        assert.deepEqual(pick({ accepts, url: `${LOCAL}/x`, boundOrigin: LOCAL }), bare);
        assert.equal(
          refusal(pick({ accepts, url: 'https://evil.example/x', credentials: [prod] }))[0],
          'credential.foreignOrigin',
        );
      }
    });

    it('a login does not serve where only keys are listed', () => {
      assert.equal(refusal(pick({ accepts: ['apiKey'], credentials: [login] }))[0], 'credential.keyNeeded');
    });
  });

  it('an endpoint that the description does not know takes any kind', () => {
    for (const one of [prod, second, login]) {
      assert.deepEqual(pick({ accepts: null, credentials: [one] }), { kind: 'use', credential: one });
    }
  });

  it('never uses or proposes a credential that may not receive the URL, and every problem has a sentence', () => {
    const all = [prod, second, test, login, sandbox];
    const input = fc.record({
      url: fc.constantFrom(
        `${LIVE}/x`,
        `${LOCAL}/x`,
        'http://localhost:8023/x',
        'https://staging.example/',
        'https://e.example/',
        'x',
      ),
      noSign: fc.boolean(),
      named: fc.constantFrom(null, 'prod-eu', 'demo', 'sandbox', 'nobody'),
      activeId: fc.constantFrom(null, ...all.map(({ id }) => id)),
      credentials: fc.subarray(all),
      accepts: fc.constantFrom(
        null,
        ['apiKey', 'jwt'] as const,
        ['jwt'] as const,
        ['none'] as const,
        ['trackerToken'] as const,
      ),
      boundOrigin: fc.constantFrom(null, LOCAL),
    });
    fc.assert(
      fc.property(input, (given) => {
        const result = pickCredential(given);
        const chosen = result.kind === 'use' ? [result.credential] : result.kind === 'ask' ? result.candidates : [];
        for (const one of chosen) {
          assert.ok(mayReceive(one, given.url));
          assert.ok(
            given.accepts === null || given.accepts.some((auth) => auth === (one.kind === 'jwt' ? 'jwt' : 'apiKey')),
          );
          assert.ok(!given.noSign);
        }
        if (result.kind === 'ask') assert.ok(result.candidates.length > 1);
        if (result.kind === 'refuse') assert.ok(result.problem.code in messages);
      }),
      { numRuns: 2000 },
    );
  });
});

import assert from 'node:assert/strict';
import type { Credential } from '../../../src/credentials';
import { type HeaderPair, simpleRequest } from '../../../src/request';
import { type GuardedSecret, type Plan, refusal } from '../../../src/sending';

const LIVE = 'https://restlink23telecom.com';
const KEY = 'sk_prod_0123456789abcdef';
const SECRET = 'a "secret" of ours';

const credential: Credential = {
  id: 'id',
  name: 'prod',
  kind: 'hmac',
  origin: LIVE,
  keyHint: 'sk_prod_…cdef',
  store: 'osKeychain',
  created: '2026-01-01T00:00:00.000Z',
};
const secret = { kind: 'hmac', key: KEY, secret: SECRET } as const;
const known: GuardedSecret = { credential: 'prod', origin: LIVE, store: 'osKeychain', secret };

function bare(url: string, headers: readonly HeaderPair[] = [], body = ''): Plan {
  return { request: simpleRequest('POST', url, headers, Buffer.from(body)), credential: null, secret: null };
}

const signed = (url: string): Plan => ({ ...bare(url), credential, secret });
const codeOf = (plan: Plan, secrets: readonly GuardedSecret[] = [known]) =>
  refusal(plan, secrets)?.problem.code ?? null;

describe('The last word before a request leaves', () => {
  it('lets a credential go to its own origin, and to no other', () => {
    assert.equal(codeOf(signed(`${LIVE}/api/v1/x`)), null);
    for (const url of [
      'https://evil.example/api/v1/x',
      'https://restlink23telecom.com.evil.example/',
      'https://restlink23telecom.com:8443/',
      'https://www.restlink23telecom.com/',
      'http://127.0.0.1:8023/',
    ]) {
      assert.equal(codeOf(signed(url), []), 'sending.foreignOrigin', url);
    }
  });

  it('lets plain http go to this computer only, with or without a credential', () => {
    assert.equal(codeOf(bare('http://127.0.0.1:8023/')), null);
    assert.equal(codeOf(bare('http://localhost/')), null);
    assert.equal(codeOf(bare('http://restlink23telecom.com/')), 'sending.plainHttp');
    assert.equal(codeOf(signed('http://restlink23telecom.com/')), 'sending.plainHttp');
    assert.equal(codeOf(bare('http://192.168.1.1/')), 'sending.plainHttp');
  });

  it('refuses a typed secret of ours in address, header and body, and says where it stands and whose it is', () => {
    const foreign = 'https://other.example/x';
    const cases: readonly (readonly [Plan, string])[] = [
      [bare(`${foreign}?k=${KEY}`), 'address'],
      [bare(`${foreign}?s=${encodeURIComponent(SECRET)}`), 'address'],
      [bare(foreign, [['X-Thing', KEY]]), 'header X-Thing'],
      [
        bare(foreign, [['Authorization', `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`]]),
        'header Authorization',
      ],
      [bare(foreign, [], JSON.stringify({ s: SECRET })), 'body'],
      [bare(foreign, [], Buffer.from(SECRET).toString('hex')), 'body'],
    ];
    for (const [plan, place] of cases) {
      assert.deepEqual(refusal(plan, [known]), {
        kind: 'refused',
        problem: {
          code: 'sending.secretLeak',
          args: { place, name: 'prod', bound: LIVE, origin: 'https://other.example' },
        },
      });
    }
  });

  it('does not mind a secret on its way to where it belongs', () => {
    assert.equal(codeOf(bare(`${LIVE}/x?k=${KEY}`, [['X-Api-Token', SECRET]], SECRET)), null);
  });

  it('does not mind an authentication header that gives way to ours: it does not leave', () => {
    const other: Credential = { ...credential, id: 'o', name: 'other', origin: 'https://other.example' };
    const plan: Plan = {
      ...bare('https://other.example/x', [['x-api-key', KEY]]),
      credential: other,
      secret: { kind: 'apiKey', key: 'sk_test_other' },
    };
    assert.equal(codeOf(plan), null);
    const kept: Plan = { ...plan, request: simpleRequest('GET', 'https://other.example/x', [['X-Kept', KEY]]) };
    assert.equal(codeOf(kept), 'sending.secretLeak');
  });
});

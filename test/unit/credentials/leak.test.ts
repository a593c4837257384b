import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSecretLeak, type OutgoingPart, type Secret } from '../../../src/credentials';

const secret: Secret = { kind: 'hmac', key: 'sk_prod_a1b2c3d4e5', secret: 'S3cr/et+va"lue=ü😀' };
const known = [{ credential: 'prod-eu', secret }];

const find = (where: OutgoingPart['where'], content: string | Uint8Array, name?: string) =>
  findSecretLeak([{ where, content, ...(name ? { name } : {}) }], known);

describe('a typed value that equals a secret known to us', () => {
  const value = secret.secret;
  const bytes = Buffer.from(value);
  const table: readonly (readonly [string, OutgoingPart['where'], string | Uint8Array])[] = [
    ['plain in a header', 'header', `Bearer ${value}`],
    ['the key in the URL', 'url', `https://evil.example/?k=${secret.key}`],
    ['percent-encoded in the URL', 'url', `https://evil.example/?k=${encodeURIComponent(value)}`],
    [
      'percent-encoded beyond need',
      'url',
      `/?k=${[...bytes].map((b) => `%${b.toString(16).padStart(2, '0')}`).join('')}`,
    ],
    ['the key with one letter percent-encoded', 'url', '/?k=%73k_prod_a1b2c3d4e5'],
    ['as JSON', 'body', JSON.stringify({ x: value })],
    [
      'as JSON with \\u escapes',
      'body',
      `"${[...value]
        .flatMap((c) => c.split(''))
        .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join('')}"`,
    ],
    ['with slashes escaped', 'body', JSON.stringify(value).replaceAll('/', '\\/')],
    ['amid bytes that are not UTF-8', 'body', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes, Buffer.from([0x80])])],
    ['in UTF-16', 'body', Buffer.from(`{"x":"${value}"}`, 'utf16le')],
    ['in UTF-16 of the other order', 'body', Buffer.from(`x=${value}`, 'utf16le').swap16()],
    ['in a file that was read as UTF-16', 'body', Buffer.from(`A=b\0K=${secret.key}\0\0`).toString('utf16le')],
    [
      'in a file that was read as UTF-16 of the other order',
      'body',
      Buffer.from(`A=bb\0K=${secret.key}\0`).swap16().toString('utf16le'),
    ],
    ['in hex', 'body', bytes.toString('hex')],
    ['in capitals hex', 'body', bytes.toString('hex').toUpperCase()],
    ['in base64', 'header', `Basic ${Buffer.from(`u:${value}`).toString('base64')}`],
    ['in base64, next alignment', 'header', Buffer.from(`us:${value}x`).toString('base64')],
    ['in base64, last alignment', 'header', Buffer.from(`${value}xyz`).toString('base64')],
    ['in base64url', 'url', `/${Buffer.from(`a${value}`).toString('base64url')}`],
  ];
  for (const [how, where, content] of table) {
    it(`is found ${how}`, () => {
      assert.deepEqual(find(where, content), { where, name: null, credential: 'prod-eu' });
    });
  }

  it('is named by place, header and credential, never by itself', () => {
    const leak = find('header', value, 'X-Token');
    assert.deepEqual(leak, { where: 'header', name: 'X-Token', credential: 'prod-eu' });
    assert.ok(!JSON.stringify(leak).includes(value));
  });

  it('is not seen where it is not', () => {
    for (const text of ['', 'hello', 'sk_prod_', value.slice(0, -3), '%', '\\', '%zz', '\\u12']) {
      assert.equal(find('body', text), null, text);
    }
    assert.equal(findSecretLeak([{ where: 'body', content: value }], []), null);
  });

  it('counts alone when it is short', () => {
    const short = [{ credential: 's', secret: { kind: 'apiKey', key: 'demo' } as const }];
    assert.equal(findSecretLeak([{ where: 'body', content: 'a demonstration of demo-apps' }], short), null);
    assert.equal(findSecretLeak([{ where: 'header', content: 'demo' }], short)?.credential, 's');
    assert.equal(findSecretLeak([{ where: 'url', content: '/?key=demo&x' }], short)?.credential, 's');
  });

  it('is found in base64 and hex at every position', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 9 }),
        fc.uint8Array({ maxLength: 9 }),
        fc.constantFrom('base64', 'base64url', 'hex', 'latin1'),
        (before, after, how) => {
          const whole = Buffer.concat([before, bytes, after]).toString(how as 'base64');
          assert.ok(find('body', how === 'latin1' ? Buffer.from(whole, 'latin1') : whole));
        },
      ),
    );
  });
});

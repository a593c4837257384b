import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { canonicalMessage, hmacHex } from '../../../src/signing';

interface Vector {
  readonly what: string;
  readonly secret: string;
  readonly method: string;
  readonly path: string;
  readonly timestamp: number;
  readonly body: Buffer;
  /** Known from FACTS.md section 3, where it has one. */
  readonly signature?: string;
}

const vectors: readonly Vector[] = [
  {
    what: 'the POST of FACTS.md section 3',
    secret: 'test_secret',
    method: 'POST',
    path: '/api/v1/sms/send',
    timestamp: 1760000000,
    body: Buffer.from('{"to":["+14155551234"],"message":"Hi","sender_id":"MyApp"}'),
    signature: 'd219e40a588d77ee9bf7b87d4f1c8a37254c3c3c284e06c4d2fc71f50980e9ed',
  },
  {
    what: 'the GET of FACTS.md section 3',
    secret: 'test_secret',
    method: 'GET',
    path: '/api/v1/sms/stats',
    timestamp: 1760000000,
    body: Buffer.alloc(0),
    signature: 'c459df5d7cfdb581701c32ffc486e91f90b284db529e29f31d75408eb305b218',
  },
  {
    what: 'a UTF-8 body',
    secret: 'pässwörd ключ',
    method: 'POST',
    path: '/api/v1/sms/send',
    timestamp: 1,
    body: Buffer.from('{"message":"Grüße 👋 | | |"}\n'),
  },
  {
    what: 'a binary body with every byte',
    secret: 'quote\'s "and" $dollar `tick`',
    method: 'PUT',
    path: '/api/v1/a%2Fb/%C3%A9',
    timestamp: 4102444800,
    body: Buffer.from(Array.from({ length: 256 }, (_, i) => i)),
  },
  {
    what: 'a secret longer than a block of SHA-256',
    secret: 'k'.repeat(200),
    method: 'DELETE',
    path: '/',
    timestamp: 1760000000,
    body: Buffer.from('x'.repeat(5000)),
  },
];

/** The key goes in as hex, as openssl reads a key with special characters from no other place safely. */
function openssl(secret: string, message: Buffer): string {
  const key = `hexkey:${Buffer.from(secret).toString('hex')}`;
  const output = execFileSync('openssl', ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', key], { input: message });
  return output.toString().trim().split(' ').at(-1) ?? '';
}

function python(secret: string, message: Buffer): string {
  const program = [
    'import hashlib, hmac, sys',
    'key = bytes.fromhex(sys.argv[1])',
    'print(hmac.new(key, sys.stdin.buffer.read(), hashlib.sha256).hexdigest())',
  ].join('\n');
  const output = execFileSync('python3', ['-c', program, Buffer.from(secret).toString('hex')], { input: message });
  return output.toString().trim();
}

describe('The signature', () => {
  for (const { what, secret, method, path, timestamp, body, signature } of vectors) {
    describe(`of ${what}`, () => {
      const message = canonicalMessage({ method, path, body }, timestamp);

      it('covers METHOD|path|timestamp|body, byte for byte', () => {
        const expected = Buffer.concat([Buffer.from(`${method}|${path}|${timestamp}|`), body]);
        assert.ok(message.equals(expected));
      });

      if (signature) {
        it('is the known one', () => assert.equal(hmacHex(secret, message), signature));
      }

      it('agrees with openssl', () => assert.equal(hmacHex(secret, message), openssl(secret, message)));

      it("agrees with Python's hmac", () => assert.equal(hmacHex(secret, message), python(secret, message)));
    });
  }
});

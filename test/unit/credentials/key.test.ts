import assert from 'node:assert/strict';
import {
  checkName,
  checkSecret,
  isLive,
  keyHint,
  looksLive,
  perUserFolder,
  sandboxCredentials,
  tokenExpiry,
} from '../../../src/credentials';

describe('a key is shown as prefix and last four', () => {
  const table = [
    ['sk_test_sandbox_signed', 'sk_test_…gned'],
    ['sk_prod_a1b2c3d4e5f6g7h8i9j0', 'sk_prod_…i9j0'],
    ['sk_test_a1b2c3d4', 'sk_test_…c3d4'],
    ['sk_test_a1b2c3d', 'sk_test_…'],
    ['0123456789abcdef', '…cdef'],
    ['short', '…'],
    ['', '…'],
  ] as const;
  for (const [key, hint] of table) it(`${key} → ${hint}`, () => assert.equal(keyHint(key), hint));
});

describe('live is what is neither loopback nor a test key', () => {
  it('by the key itself', () => {
    assert.equal(isLive('https://restlink23telecom.com', 'sk_prod_x'), true);
    assert.equal(isLive('https://restlink23telecom.com', 'other'), true);
    assert.equal(isLive('https://restlink23telecom.com', null), true);
    assert.equal(isLive('https://restlink23telecom.com', 'sk_test_x'), false);
    assert.equal(isLive('http://127.0.0.1:8023', 'sk_prod_x'), false);
    assert.equal(isLive('http://localhost:8023', null), false);
  });
  it('and by what is shown of it', () => {
    assert.equal(looksLive({ origin: 'https://restlink23telecom.com', keyHint: keyHint('sk_test_abc') }), false);
    assert.equal(looksLive({ origin: 'https://restlink23telecom.com', keyHint: 'JWT' }), true);
  });
});

describe('the end of a token', () => {
  const token = (payload: unknown) => `h.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.s`;
  it('is read from exp, without verification', () =>
    assert.equal(tokenExpiry(token({ exp: 1760000000.9 })), 1760000000));
  it('is unknown where the token does not say', () => {
    for (const odd of [
      token({}),
      token({ exp: 'x' }),
      token(null),
      token([]),
      'x',
      '',
      'a.b',
      'a.%%%.c',
      token({ exp: null }),
    ]) {
      assert.equal(tokenExpiry(odd), undefined, odd);
    }
  });
});

describe('names', () => {
  const refused = [
    ['', 'credential.nameEmpty'],
    [' a', 'credential.nameBlanks'],
    ['a\u00a0', 'credential.nameBlanks'],
    ['a\nb', 'credential.nameCharacters'],
    ['a\u2028b', 'credential.nameCharacters'],
    ['a\u202eb', 'credential.nameCharacters'],
    ['a\u200bb', 'credential.nameCharacters'],
    ['{{x}}', 'credential.nameCharacters'],
    ['x'.repeat(65), 'credential.nameLong'],
    ['sandbox', 'credential.nameReserved'],
    ['Sandbox-Plain', 'credential.nameReserved'],
    ['SANDBOX-READONLY', 'credential.nameReserved'],
    ['environment', 'credential.nameReserved'],
    ['PROD', 'credential.nameTaken'],
    ['Bu\u0308cher', 'credential.nameTaken'],
  ] as const;
  for (const [name, code] of refused) {
    it(`${JSON.stringify(name)} is refused: ${code}`, () => {
      assert.equal(checkName(name, ['prod', 'bücher'])?.code, code);
    });
  }
  for (const name of ['prod-eu', 'Bücher 2', '生产', 'x'.repeat(64), '😀', 'sandbox 2']) {
    it(`${name} is fine`, () => assert.equal(checkName(name, []), null));
  }
});

describe('secrets as given', () => {
  it('a key or token is visible ASCII, an API secret any text', () => {
    assert.equal(checkSecret({ kind: 'hmac', key: 'k', secret: 'ü \n' }), null);
    assert.equal(checkSecret({ kind: 'hmac', key: 'k', secret: '' })?.code, 'credential.secretEmpty');
    assert.equal(checkSecret({ kind: 'apiKey', key: '' })?.code, 'credential.keyEmpty');
    for (const key of ['a b', 'a\r\nX: y', 'ü', ' a']) {
      assert.equal(checkSecret({ kind: 'apiKey', key })?.code, 'credential.keyCharacters');
    }
    assert.equal(checkSecret({ kind: 'jwt', token: 'Bearer x' })?.code, 'credential.tokenCharacters');
    assert.equal(checkSecret({ kind: 'jwt', token: '' })?.code, 'credential.tokenEmpty');
  });
});

describe('the per-user folder', () => {
  const table = [
    [{ XDG_STATE_HOME: '/state' }, 'linux', '/home/a', '/state/restlink-sms'],
    [{ XDG_STATE_HOME: 'relative' }, 'linux', '/home/a', '/home/a/.local/state/restlink-sms'],
    [{ XDG_STATE_HOME: '' }, 'linux', '/home/a', '/home/a/.local/state/restlink-sms'],
    [{ XDG_STATE_HOME: '/state' }, 'darwin', '/Users/a', '/Users/a/Library/Application Support/restlink-sms'],
    [
      { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' },
      'win32',
      'C:\\Users\\a',
      'C:\\Users\\a\\AppData\\Local\\restlink-sms',
    ],
    [{}, 'win32', 'C:\\Users\\a', 'C:\\Users\\a\\AppData\\Local\\restlink-sms'],
  ] as const;
  for (const [env, platform, home, expected] of table) {
    it(`${platform} ${JSON.stringify(env)} → ${expected}`, () =>
      assert.equal(perUserFolder(env, platform, home), expected));
  }
});

describe('the built-in credentials', () => {
  it('are the table of product.md section 5, and all look like tests', () => {
    const shown = sandboxCredentials('http://127.0.0.1:8023', '2026-01-01T00:00:00.000Z');
    assert.deepEqual(
      shown.map(({ name, kind, keyHint: hint, permissions }) => [name, kind, hint, permissions.join()]),
      [
        ['sandbox', 'hmac', 'sk_test_…gned', '*'],
        ['sandbox-plain', 'apiKey', 'sk_test_…lain', '*'],
        ['sandbox-readonly', 'hmac', 'sk_test_…only', 'sms.read,balance.read'],
      ],
    );
    assert.ok(shown.every((one) => !looksLive(one)));
  });
});

import assert from 'node:assert/strict';
import { sentence } from '../../../../src/messages';
import { diagnose, fixed, found, type World } from '../diagnostics/fixtures';
import { JWT, LIVE_KEY, TEST_KEY } from './samples';

const URL = 'https://restlink23telecom.com/api/v1';

/** Titles of the fixes of what is found. */
async function titles(text: string, world: World = {}): Promise<string[]> {
  return Object.keys(await fixed(text, world));
}

describe('diagnostics of secrets', () => {
  it('mark the value alone, in the severity of what it costs', async () => {
    assert.deepEqual(await found(`# @no-sign\nGET ${URL}/user/balance\nX-API-Key: ${LIVE_KEY}\n`), [
      `error secret.liveKey "${LIVE_KEY}"`,
    ]);
    assert.deepEqual(await found(`@k = ${TEST_KEY}\n@secret = hush-hush\n`), [
      `warning secret.testKey "${TEST_KEY}"`,
      'warning secret.apiSecret "hush-hush"',
    ]);
  });

  it('are the one word about a header that is replaced', async () => {
    const text = `GET ${URL}/user/balance\nX-API-Key: ${LIVE_KEY}\nX-Timestamp: 1\n`;
    assert.deepEqual(await found(text), [
      `error secret.liveKey "${LIVE_KEY}"`,
      'warning header.replaced "X-Timestamp: 1"',
    ]);
    assert.deepEqual(await found(`GET ${URL}/user/balance\nX-API-Key: sk_test_sandbox_signed\n`), [
      'warning header.replaced "X-API-Key: sk_test_sandbox_signed"',
    ]);
  });

  it('never repeat a secret, and keep others from doing so', async () => {
    const text = `GET ${URL}/sms/stats?period=${TEST_KEY}&source=${JWT}\nX-API-Key ${LIVE_KEY}\nX-Api-Token: hush-0815\n\n###\nX-API-Key ${LIVE_KEY}\n`;
    const all = await diagnose(text);
    assert.ok(all.some(({ problem }) => problem.code === 'diagnostic.query.value'));
    for (const { problem, fixes } of all) {
      for (const said of [problem, ...fixes.map(({ title }) => title)]) {
        for (const secret of [LIVE_KEY, TEST_KEY, JWT, 'hush-0815'])
          assert.ok(!sentence(said).includes(secret), said.code);
      }
    }
  });

  it('offer the keychain for what it can hold, and a prompt for the rest', async () => {
    const move = 'Move to Keychain…';
    const ask = 'Ask for It When Sending';
    assert.deepEqual(await titles(`GET https://h.example\nX-API-Key: ${LIVE_KEY}\n`), [move]);
    assert.deepEqual(await titles(`GET https://h.example\nAuthorization: Bearer ${JWT}\n`), [move]);
    assert.deepEqual(await titles(`# ${LIVE_KEY}\n`), [move, 'Shorten It to sk_prod_…i9j0']);
    assert.deepEqual(await titles('GET https://h.example\nX-Api-Token: trk-778899\n'), [ask]);
    assert.deepEqual(await titles('@trackerToken = trk-778899\n'), [ask]);
    assert.deepEqual(await titles(`GET https://h.example/?k=${LIVE_KEY}\n`), [ask]);
    assert.deepEqual(
      await titles('PUT https://h.example\n\n{"signing_secret": "hush-hush"}\n').then((all) => all.includes(ask)),
      true,
    );
  });

  it('what asks for a secret asks once in each request that uses it', async () => {
    const all = await fixed(
      '@t = trk-778899\n\n### a\nGET https://h.example\nX-Api-Token: {{t}}\n\n### b\n# @prompt t\nGET https://h.example/{{t}}\n\n### c\nGET https://h.example\n',
    );
    assert.equal(
      all['Ask for It When Sending'],
      '\n### a\n# @prompt t\nGET https://h.example\nX-Api-Token: {{t}}\n\n### b\n# @prompt t\nGET https://h.example/{{t}}\n\n### c\nGET https://h.example\n',
    );
  });

  it('of a block with very many tell of the first ones', async () => {
    const all = await diagnose(`# ${`${TEST_KEY} `.repeat(5_000)}\n`);
    assert.ok(all.length >= 100 && all.length <= 1_000, String(all.length));
  });
});

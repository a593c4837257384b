// `restlink explain`: sign's object and an openssl line, which a shell runs here for real.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, Place } from '../support/cli';

const SECRET = "it's a $SECRET";
const ENV = { RESTLINK_API_KEY: 'sk_test_0123456789abc3d4', RESTLINK_API_SECRET: SECRET };

interface Line {
  readonly opensslLine: string | null;
  readonly signature: string | null;
  readonly timestamp: number | null;
  readonly message: string | null;
}

const openssl = (line: string | null | undefined) =>
  execFileSync('sh', ['-c', line ?? 'false'], {
    env: { PATH: process.env.PATH, API_SECRET: SECRET },
    encoding: 'utf8',
  }).trim();

describe('restlink explain', function () {
  this.timeout(120_000);
  const place = new Place();
  after(() => place.stop());

  const bodies: readonly (readonly [string, string, (string | Buffer)?])[] = [
    ['without a body', 'GET /api/v1/sms/stats?period=7d\n'],
    [
      'with quotes and line breaks',
      `POST /api/v1/sms/send\nContent-Type: application/json\n\n{"message": "it's\n\\n 100% \\"so\\""}\n`,
    ],
    [
      'with a binary body',
      'POST /api/v1/sms/send\n\n< ./body.bin\n',
      Buffer.from([0, 1, 10, 13, 39, 92, 255, 128, 45]),
    ],
    ['with a path in other scripts', 'GET /api/v1/sms/status/ключ\n'],
  ];
  for (const [what, http, file] of bodies) {
    it(`prints sign's object and a line that gives the same signature, ${what}`, async () => {
      if (file !== undefined) place.file('body.bin', file);
      const path = place.file('request.http', http);
      const at = ['--timestamp', '1760000000', '--json'];
      const [explained, signed] = await Promise.all([
        place.run(['explain', path, ...at], { env: ENV }),
        place.run(['sign', path, ...at], { env: ENV }),
      ]);
      assert.equal(explained.code, 0, explained.stderr);
      const [line] = jsonLines<Line>(explained);
      const { opensslLine, ...rest } = line ?? { opensslLine: null };
      assert.deepEqual(rest, jsonLines(signed)[0]);
      assert.equal(openssl(opensslLine), line?.signature);
      assert.ok(!explained.stdout.includes(SECRET));
    });
  }

  it('signs for now and reserves nothing', async () => {
    const path = place.file('request.http', 'GET /api/v1/sms/stats\n');
    const run = await place.run(['explain', path, '--json'], { env: ENV });
    const [line] = jsonLines<Line>(run);
    assert.ok(Math.abs((line?.timestamp ?? 0) - Date.now() / 1000) < 60);
    assert.ok(!existsSync(join(place.state, 'ledger')));
  });

  it('shows every byte to people, with the time as it is here', async () => {
    const path = place.file('request.http', 'POST /api/v1/sms/send\n\n{"a": "é"}\nb\n');
    const run = await place.run(['explain', path, '--timestamp', '1760000000'], {
      env: { ...ENV, TZ: 'Asia/Kolkata' },
    });
    assert.equal(run.code, 0, run.stderr);
    assert.ok(run.stdout.includes('POST|/api/v1/sms/send|1760000000|{"a":·"é"}␊\nb\n'), run.stdout);
    assert.match(run.stdout, /body +13 bytes, SHA-256 [0-9a-f]{64}/);
    assert.match(run.stdout, /timestamp +1760000000, 2025-10-09 14:23:20 GMT\+0530/);
    assert.match(run.stdout, /environment \(sk_test_…c3d4\)/);
    const line = run.stdout.split('\n').find((text) => text.startsWith('printf'));
    assert.ok(run.stdout.includes(openssl(line)));
  });

  it('gives no openssl line where nothing is signed', async () => {
    const path = place.file('request.http', 'GET /api/v1/sms/stats\n');
    const env = { RESTLINK_API_KEY: ENV.RESTLINK_API_KEY };
    const [json, text] = await Promise.all([
      place.run(['explain', path, '--json'], { env }),
      place.run(['explain', path], { env }),
    ]);
    const [line] = jsonLines<Line>(json);
    assert.deepEqual([line?.opensslLine, line?.signature, line?.timestamp], [null, null, null]);
    assert.match(text.stdout, /environment does not sign/);
  });

  it('gives no openssl line that would show a secret in the body', async () => {
    const path = place.file('request.http', `POST /api/v1/sms/send\n\n{"message":"${SECRET}"}\n`);
    const [json, text] = await Promise.all([
      place.run(['explain', path, '--json'], { env: ENV }),
      place.run(['explain', path], { env: ENV }),
    ]);
    assert.equal(jsonLines<Line>(json)[0]?.opensslLine, null);
    assert.match(text.stdout, /no openssl line: it would show the secret/);
    for (const { stdout } of [json, text]) assert.ok(!stdout.includes(SECRET));
  });

  it('explains nothing that would go elsewhere, as sign does', async () => {
    const path = place.file('request.http', 'GET https://elsewhere.example/\n');
    const run = await place.run(['explain', path], { env: ENV });
    assert.equal(run.code, 4);
    assert.equal(run.stdout, '');
  });
});

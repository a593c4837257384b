// `restlink check` in CI: secrets in `.http` files and in the files that their variables come from.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, Place } from '../support/cli';

const LIVE = 'sk_prod_0123456789abcdefi9j0';
const TEST = 'sk_test_0123456789abcdefc3d4';
const REQUEST = 'GET https://example.com/\n';

describe('restlink check, on secrets', function () {
  this.timeout(60_000);
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => place.stop());

  const check = async (...args: string[]) => {
    const run = await place.run(['check', ...args, '--json']);
    const rows = jsonLines<Record<string, unknown>>(run);
    for (const output of [run.stdout, run.stderr]) assert.doesNotMatch(output, /0123456789|hush-hush/);
    return {
      ...run,
      found: rows.map(({ file, line, column, severity, code }) => `${file}:${line}:${column} ${severity} ${code}`),
      rows,
    };
  };

  it('a live key is an error, and exit 1; its hint is all that shows', async () => {
    place.file('a.http', `${REQUEST}X-API-Key: ${LIVE}\n`);
    const { code, found, rows } = await check('a.http');
    assert.deepEqual([code, found], [1, ['a.http:2:12 error secret.liveKey']]);
    assert.deepEqual(Object.keys(rows[0] ?? {}), ['file', 'line', 'column', 'severity', 'code', 'message']);
    assert.match(String(rows[0]?.message), /sk_prod_…i9j0/);
  });

  it('other secrets are warnings, and exit 0', async () => {
    place.file('a.http', `@secret = hush-hush\n${REQUEST}X-API-Key: ${TEST}\n`);
    const { code, found } = await check('a.http');
    assert.deepEqual(
      [code, found],
      [0, ['a.http:1:11 warning secret.apiSecret', 'a.http:3:12 warning secret.testKey']],
    );
  });

  it('files of variables around a .http file are looked at once, under their own paths', async () => {
    place.file('sub/a.http', REQUEST);
    place.file('sub/b.http', REQUEST);
    place.file('sub/.env', `A=1\r\nAPI_SECRET="hush-hush"\r\n`);
    place.file('.env.prod', `API_KEY=${LIVE}\n`);
    place.file('http-client.private.env.json', `{\n  "dev": { "apiKey": "${TEST}" }\n}\n`);
    place.file('other/.env', `API_KEY=${LIVE}\n`);
    const { code, found, stderr } = await check('sub/a.http', 'sub/b.http');
    assert.equal(code, 1);
    assert.deepEqual([...found].sort(), [
      '.env.prod:1:9 error secret.liveKey',
      'http-client.private.env.json:2:23 warning secret.testKey',
      `${join('sub', '.env')}:2:13 warning secret.apiSecret`,
    ]);
    assert.match(stderr, /1 error, 2 warnings in 5 files\.\n$/);
  });

  it('they can be given as files, and are not looked at again', async () => {
    place.file('a.http', REQUEST);
    place.file('.env', `API_KEY=${LIVE}\n`);
    place.file('http-client.env.json', '{"dev": {"host": "h"}}');
    const { code, found, stderr } = await check('./.env', 'http-client.env.json', 'a.http');
    assert.deepEqual([code, found], [1, ['./.env:1:9 error secret.liveKey']]);
    assert.match(stderr, /1 error, 0 warnings in 3 files\.\n$/);
    assert.equal((await check('http-client.env.json')).code, 0);
  });

  it('one that is no JSON is an error, and its secrets are found all the same', async () => {
    place.file('http-client.env.json', `{"dev": {"apiKey": "${TEST}", oops`);
    const { code, found } = await check('http-client.env.json');
    assert.equal(code, 1);
    assert.deepEqual(found.map((row) => row.split(' ').slice(1).join(' ')).sort(), [
      'error environment.json',
      'warning secret.testKey',
    ]);
  });

  it('a folder or a missing file of that name is said, and exit 2', async () => {
    mkdirSync(join(place.work, '.env'));
    place.file('a.http', `${REQUEST}X-API-Key: ${LIVE}\n`);
    const { code, found, stderr } = await check('.env', '.env.none', 'a.http');
    assert.deepEqual([code, found], [2, ['a.http:2:12 error secret.liveKey']]);
    assert.match(stderr, /\.env cannot be read: it is a folder\./);
    assert.match(stderr, /\.env\.none cannot be read: there is no such file\./);
  });

  it('the demo credentials of the sandbox, and values from elsewhere, are no secrets', async () => {
    place.file('a.http', `${REQUEST}X-API-Key: sk_test_sandbox_signed\n\n###\n${REQUEST}X-API-Key: {{$dotenv K}}\n`);
    place.file('.env', 'K=sk_test_sandbox_plain\nAPI_SECRET=sandbox-secret\n');
    assert.deepEqual((await check('a.http', '.env')).found, []);
  });
});

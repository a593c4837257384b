// Help, versions, usage errors, and what goes where.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { version } from '../../package.json';
import { faultForms } from '../../src/sandbox';
import { FIX_LANGUAGES } from '../../src/signing/doctor';
import { Place } from '../support/cli';

const COMMANDS = ['sign', 'send', 'parse', 'check', 'explain', 'doctor', 'sandbox', 'credentials'];

describe('Usage', function () {
  this.timeout(30_000);
  let place: Place;
  before(() => {
    place = new Place();
    place.file('two.http', '### One\nGET https://h/a\n\n### Two\n# @name second\npost https://h/b\n\nbody\n');
  });
  after(() => place.stop());

  it('--help is a result: exit 0, on stdout, and names every command', async () => {
    for (const args of [['--help'], ['-h'], ['help']]) {
      const { code, stdout, stderr } = await place.run(args);
      assert.deepEqual([code, stderr], [0, '']);
      for (const command of COMMANDS) assert.match(stdout, new RegExp(`^ {2}${command}\\b`, 'm'));
    }
  });

  it('every command has its own help with its own options', async () => {
    const common = ['--credential', '--base-url', '--env', '--var', '--json', '--no-color', '--help', '--version'];
    const options: Record<string, readonly string[]> = {
      sign: [...common, '--name', '--line', '--timestamp'],
      send: [...common, ...['--name', '--line', '--all', '--repeat', '--concurrency', '--timeout', '--yes', '--bail']],
      parse: common,
      check: common,
      explain: [...common, '--name', '--line'],
      doctor: [...common, '--now', '--language'],
      sandbox: ['--port', '--db', '--fault', '--json', '--no-color', '--help', '--version'],
      'credentials add': ['--kind', '--origin', '--json'],
      'credentials list': ['--json'],
      'credentials login': ['--origin', '--json'],
      'credentials remove': ['--json'],
    };
    for (const [command, names] of Object.entries(options)) {
      const { code, stdout, stderr } = await place.run([...command.split(' '), '--help']);
      assert.deepEqual([code, stderr], [0, '']);
      for (const name of names)
        assert.ok(stdout.includes(`${name} `) || stdout.includes(`${name}\n`), `${command} ${name}`);
    }
  });

  it('the help of the sandbox names every fault with its form', async () => {
    const { stdout } = await place.run(['sandbox', '--help']);
    const listed = /something to do wrong, of:([^;]*);/.exec(stdout.replace(/\s+/g, ' '))?.[1] ?? '';
    assert.deepEqual(listed.trim().split(', '), faultForms);
  });

  it('the help of the doctor names every language that it knows', async () => {
    const { stdout } = await place.run(['doctor', '--help']);
    const listed = [...stdout.slice(stdout.indexOf('--language')).matchAll(/"(\w+)"/g)].map(([, name]) => name);
    assert.deepEqual(listed, FIX_LANGUAGES);
  });

  it('--version prints the version, also after a command', async () => {
    for (const args of [['--version'], ['send', '--version'], ['credentials', 'list', '--version']]) {
      const { code, stdout, stderr } = await place.run(args);
      assert.deepEqual([code, stdout, stderr], [0, `${version}\n`, '']);
    }
  });

  it('usage errors go to stderr, with exit 2 and nothing on stdout', async () => {
    for (const args of [
      [],
      ['frobnicate'],
      ['credentials'],
      ['credentials', 'steal'],
      ['send'],
      ['check'],
      ['send', 'two.http', 'three.http'],
      ['send', 'two.http', '--nope'],
      ['send', 'two.http', '--all', '--name', 'One'],
      ['send', 'two.http', '--all', '--repeat', '0'],
      ['send', 'two.http', '--all', '--concurrency', 'many'],
      ['send', 'two.http', '--all', '--timeout', '-1'],
      ['sign', 'two.http', '--timestamp', 'now'],
      ['sandbox', '--port', '99999'],
    ]) {
      const { code, stdout, stderr } = await place.run(args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, /\S/);
    }
  });

  it('parse for people: a line per request', async () => {
    const { code, stdout, stderr } = await place.run(['parse', 'two.http']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(stdout, '    2  GET https://h/a  # One\n    6  POST https://h/b  # second\n');
  });

  it('parse takes any readable file, UTF-8 or not', async () => {
    place.file('latin1.http', Buffer.from('GET https://h/\u00e9\n', 'latin1'));
    const { code, stdout } = await place.run(['parse', 'latin1.http', '--json']);
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as { url: string }).url, 'https://h/\ufffd');
  });

  it('sign for people: the request as it goes over the wire, with the key masked', async () => {
    place.file(
      'sign.http',
      'POST /api/v1/sms/send?x=1\nContent-Type: application/json\n\n{"password":"hunter2","a":1}\n',
    );
    const { code, stdout, stderr } = await place.run(['sign', 'sign.http', '--timestamp', '1760000000'], {
      env: { RESTLINK_API_KEY: 'sk_test_0123456789abc3d4', RESTLINK_API_SECRET: 'test_secret' },
    });
    assert.deepEqual([code, stderr], [0, '']);
    const [, ...lines] = stdout.split('\n');
    assert.match(stdout, /^POST \/api\/v1\/sms\/send\?x=1 HTTP\/1\.1\nHost: restlink23telecom\.com\n/);
    assert.ok(lines.includes('X-API-Key: sk_test_…c3d4'));
    assert.ok(lines.includes('X-Timestamp: 1760000000'));
    assert.match(stdout, /\n\n\{"password":"••••••","a":1\}\n$/);
  });

  it('sign with a key alone, or a login, signs nothing: timestamp, message and signature are null', async () => {
    place.file('get.http', 'GET /api/v1/user/balance\n');
    for (const env of [{ RESTLINK_API_KEY: 'sk_test_0123456789abc3d4' }, { RESTLINK_TOKEN: 'aaa.bbb.ccc' }]) {
      const { code, stdout } = await place.run(['sign', 'get.http', '--json'], { env });
      assert.equal(code, 0);
      const { timestamp, message, signature, headers } = JSON.parse(stdout) as Record<string, unknown>;
      assert.deepEqual([timestamp, message, signature], [null, null, null]);
      assert.deepEqual(
        (headers as string[][]).at(-1),
        'RESTLINK_TOKEN' in env ? ['Authorization', 'Bearer ••••••'] : ['X-API-Key', 'sk_test_…c3d4'],
      );
    }
  });

  it('in a terminal there are colours, but for --no-color and NO_COLOR', async () => {
    const { url } = await place.sandbox();
    place.file('get.http', 'GET /api/v1/user/balance\n');
    const cli = `${process.execPath} ${resolve('dist/cli.js')} send get.http --credential sandbox`;
    const shown = (command: string, env: NodeJS.ProcessEnv = {}) =>
      execFileSync('script', ['-qec', command, '/dev/null'], {
        cwd: place.work,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, TERM: 'xterm', XDG_STATE_HOME: resolve(place.state, '..'), ...env },
      });
    assert.match(shown(cli), /\u001b\[32mHTTP\/1\.1 200/, url);
    assert.ok(!shown(`${cli} --no-color`).includes('\u001b['));
    assert.ok(!shown(cli, { NO_COLOR: '1' }).includes('\u001b['));
  });
});

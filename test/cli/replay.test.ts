// Identical requests in large numbers: every signature is used once, by whomever, and when none is free the wait can be seen.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jsonLines, Place, type Run } from '../support/cli';
import { answer, RawServer } from '../support/raw-server';
import { useUp } from '../support/used-up';

interface Line {
  readonly name: string | null;
  readonly line: number;
  readonly repetition: number;
  readonly response: { readonly status: number } | null;
  readonly error: { readonly kind: string } | null;
}

const KEY = { RESTLINK_API_KEY: 'sk_test_sandbox_signed', RESTLINK_API_SECRET: 'sandbox-secret' };

describe('Identical requests', function () {
  this.timeout(90_000);
  let place: Place;
  let url: string;

  before(async () => {
    place = new Place();
    ({ url } = await place.sandbox());
    place.file('get.http', 'GET /api/v1/user/balance\n');
  });
  after(() => place?.stop());

  const send = (...more: string[]) => ['send', 'get.http', '--credential', 'sandbox', '--json', ...more];
  const statuses = (run: Run) => jsonLines<Line>(run).map(({ response }) => response?.status ?? null);

  /** The engine of a window, which shares the per-user folder with the command line. */
  async function windowSends(count: number): Promise<(number | null)[]> {
    const args = ['-r', './test/support/register.js', 'test/support/window-engine.ts', place.state, url, `${count}`];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout) as (number | null)[];
  }

  it('from two windows and a command line at the same time are all accepted', async () => {
    const [one, two, cli] = await Promise.all([
      windowSends(100),
      windowSends(100),
      place.run(send('--repeat', '200', '--concurrency', '50')),
    ]);
    assert.deepEqual([...one, ...two], Array(200).fill(200));
    assert.deepEqual([cli.code, cli.stderr, statuses(cli)], [0, '', Array(200).fill(200)]);
  });

  describe('wait where all seconds are used up', () => {
    beforeEach(() => useUp(place.state, { path: '/api/v1/user/balance', secret: 'sandbox-secret' }, 3));

    it('visibly, and go on by themselves', async () => {
      const run = await place.run(send('--repeat', '3', '--concurrency', '3'));
      assert.deepEqual([run.code, statuses(run)], [0, [200, 200, 200]]);
      assert.equal(
        run.stderr,
        'Waiting: all signatures of this request within the allowed 5 minutes are used up. One becomes free each second, so the 3 requests that are left take about 3 s. They go on by themselves; Ctrl+C stops.\n',
      );
    });

    it('and can be stopped there: nothing is sent, of each begun request there is a line, and it is said once', async () => {
      const run = await place.run(send('--repeat', '40', '--concurrency', '30'), {
        onStart: (child) => child.stderr.once('data', () => child.kill('SIGINT')),
      });
      assert.equal(run.code, 3);
      const lines = jsonLines<Line>(run);
      const unsent = lines.filter(({ response }) => response === null);
      assert.ok(unsent.length >= 20);
      assert.deepEqual(new Set(unsent.map(({ error }) => error?.kind)), new Set(['aborted']));
      const [, said] = /^Waiting: .*\nStopped before (\d+) requests were sent\.\n$/.exec(run.stderr) ?? [];
      // Those that had not even begun are counted too.
      assert.equal(Number(said), 40 - (lines.length - unsent.length), run.stderr);
    });
  });

  it('are held apart also where somebody deletes the record meanwhile', async () => {
    const fresh = new Place();
    try {
      await fresh.sandbox();
      fresh.file('get.http', 'GET /api/v1/user/balance\n');
      let times = 0;
      const takeAway = () => {
        try {
          renameSync(join(fresh.state, 'ledger'), join(fresh.state, `taken away ${times}`));
          times++;
        } catch {
          // Nobody has needed it since.
        }
      };
      const run = await fresh.run(send('--repeat', '120', '--concurrency', '4'), {
        onStart: (child) => child.stdout.on('data', takeAway),
      });
      assert.deepEqual([run.code, run.stderr, statuses(run)], [0, '', Array(120).fill(200)]);
      assert.ok(times > 1);
    } finally {
      await fresh.stop();
    }
  });
});

describe('The requests of a file', function () {
  this.timeout(60_000);
  const names = ['first', 'second', 'third', 'fourth'];
  const text = names.map((name) => `### ${name}\nPOST /${name}\n\n${name}\n`).join('\n');
  let place: Place;
  let server: RawServer;

  before(async () => {
    place = new Place();
    server = await RawServer.start();
    place.file('all.http', text);
  });
  beforeEach(() => server.reset());
  after(async () => {
    await server?.stop();
    await place?.stop();
  });

  const send = (...more: string[]) =>
    place.run(['send', 'all.http', '--all', '--json', '--base-url', server.origin, ...more], { env: KEY });
  const arrived = () => server.requests.map(({ body }) => body.toString());

  it('arrive in their order, each with all its repetitions, and are told of in it', async () => {
    const run = await send('--repeat', '3');
    const expected = names.flatMap((name) => [name, name, name]);
    assert.deepEqual([run.code, run.stderr, arrived()], [0, '', expected]);
    const lines = jsonLines<Line>(run);
    assert.deepEqual(
      lines.map(({ name, repetition }) => `${name} ${repetition}`),
      names.flatMap((name) => [1, 2, 3].map((repetition) => `${name} ${repetition}`)),
    );
  });

  it('begin in their order where several go at a time, and are told of as they end', async () => {
    const ok = answer('200 OK', '{}');
    server.reset((socket, request) => {
      const wait = request.body.toString() === 'first' ? 400 : 0;
      setTimeout(() => ok(socket, request), wait);
    });
    const run = await send('--concurrency', '2');
    assert.equal(run.code, 0);
    assert.deepEqual(arrived().slice(2), ['third', 'fourth']);
    assert.deepEqual(
      jsonLines<Line>(run).map(({ name }) => name),
      ['second', 'third', 'fourth', 'first'],
    );
  });
});

// Canary secrets go through everything that the command line does; afterwards everything that was written is searched.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { type Canaries, findCanaries, findCanariesBelow } from '../support/canary';
import { jsonLines, Place, type Run, type RunOptions } from '../support/cli';
import { asJson, asText, ECHOES, echo, everything } from '../support/echo';
import { type Keyring, startKeyring } from '../support/keyring';
import { ProcessesSeen } from '../support/processes-seen';
import { answer, RawServer } from '../support/raw-server';

const canaries = {
  key: 'sk_prod_CanaryKey-8Zq1Lw7Yx0c3d4',
  secret: 'Canary secret/"quoted"+ü\\☃ 5Tg8',
  token: `${part({ alg: 'HS256' })}.${part({ sub: 'canary', exp: 4102444800 })}.Cna4ry_s1gnature-Bytes`,
  password: 'Canary pässword/"9Kd"+2',
  environmentKey: 'sk_test_EnvCanary-77Hs2Pq9wxyz',
  environmentSecret: 'env canary/secret "Rr4"+é',
  webhookSecret: 'Canary hook/"4Wm"+ø',
} satisfies Canaries;

const fromEnvironment = {
  RESTLINK_API_KEY: canaries.environmentKey,
  RESTLINK_API_SECRET: canaries.environmentSecret,
};

describe('Canary secrets', function () {
  this.timeout(120_000);
  let keyring: Keyring;
  let place: Place;
  let server: RawServer;
  /** What was written to stdout and stderr, by command line. */
  const outputs: { readonly command: string; readonly output: string }[] = [];
  let processes: ProcessesSeen;

  before(async () => {
    keyring = await startKeyring();
    place = new Place(keyring.env);
    server = await RawServer.start();
    processes = new ProcessesSeen();
  });
  after(async () => {
    processes?.stop();
    await Promise.all([place?.stop(), server?.stop(), keyring?.stop()]);
  });

  async function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    const result = await place.run(args, options);
    outputs.push({ command: args.join(' '), output: result.stdout + result.stderr });
    return result;
  }

  /** Once as JSON and once for people. */
  async function both(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    await run(args, options);
    return run([...args, '--json'], options);
  }

  it('are taken in by credentials add, list and login', async () => {
    const at = ['--origin', server.origin];
    const { key, secret, token, password } = canaries;
    const added = await run(['credentials', 'add', 'canary', '--kind', 'hmac', ...at], {
      input: `${key}\n${secret}\n`,
    });
    assert.equal(added.code, 0, added.stderr);
    assert.equal(
      (await run(['credentials', 'add', 'pasted', '--kind', 'jwt', ...at], { input: `${token}\n` })).code,
      0,
    );
    await both(['credentials', 'add', 'bad', '--kind', 'apiKey', ...at], { input: `${key} with blanks\n` });
    await both(['credentials', 'add', 'canary', '--kind', 'hmac', ...at], { input: `${key}\n${secret}\n` });

    server.respond = echo('401 Unauthorized', asJson);
    assert.equal((await both(['credentials', 'login', 'me', ...at], { input: `me\n${password}\n` })).code, 1);
    server.respond = answer('200 OK', JSON.stringify({ status: true, token }));
    assert.equal((await both(['credentials', 'login', 'me', ...at], { input: `me\n${password}\n` })).code, 0);
    await both(['credentials', 'list']);
  });

  it('sign what is printed and sent, and an echo of everything is masked', async () => {
    const signed = place.file(
      'signed.http',
      '# @credential canary\nPOST /api/v1/x?a=1\nContent-Type: application/json\n\n{"a":1}\n',
    );
    const bearer = place.file('bearer.http', '# @credential me\nGET /api/v1/user/workspaces\n');
    const environment = place.file('environment.http', 'PUT /api/v1/x\n\nbody\n');
    for (const command of ['parse', 'sign', 'explain', 'send']) {
      for (const [status, form] of command === 'send' ? ECHOES : ECHOES.slice(0, 1)) {
        server.reset(echo(status, form));
        await both([command, signed], {});
        await both([command, bearer]);
        await both([command, environment, ...(command === 'parse' ? [] : ['--base-url', server.origin])], {
          env: fromEnvironment,
        });
        if (command !== 'send') continue;
        const secretsSent = server.requests.map(({ headers }) => JSON.stringify(headers)).join('');
        for (const value of [canaries.key, canaries.token, canaries.environmentKey]) {
          assert.ok(secretsSent.includes(value), 'the test sends what it is about');
        }
      }
    }
  });

  it('that are typed into a file are refused or masked', async () => {
    const { key, secret, token, password } = canaries;
    const { url } = await place.sandbox('--db', join(place.work, 'state.json'));
    const hooks = `${url}/api/v1/user/webhooks`;
    const webhooks = JSON.stringify({ delivery_url: hooks, signing_secret: canaries.webhookSecret });
    const typed = [
      `# @no-sign\nPOST ${server.origin}/login\nX-API-Key: ${key}\nAuthorization: Bearer ${token}\n\n{"password":${JSON.stringify(password)},"token":${JSON.stringify(token)}}\n`,
      `# @credential sandbox\nGET ${url}/api/v1/user/balance?k=${encodeURIComponent(secret)}\n`,
      `# @credential sandbox\nPOST ${url}/api/v1/sms/send\n\n{"message":${JSON.stringify(secret)}}\n`,
      `# @credential canary\nPOST /api/v1/x\n\n{"signing_secret":${JSON.stringify(password)},"to":["{{gone}}"]}\n`,
      `# @credential sandbox\nPUT ${hooks}\n\n${webhooks}\n`,
    ];
    for (const [i, text] of typed.entries()) {
      // The file itself is the person's: what is said of it is what counts.
      const path = place.file(`typed-${i}.http`, text);
      for (const form of [asJson, asText]) {
        server.reset(echo('200 OK', form));
        await both(['send', path], { env: fromEnvironment });
      }
      await both(['sign', path], { env: fromEnvironment });
    }
    const set = place.file('webhooks.http', `# @credential sandbox\nGET ${hooks}\n`);
    assert.match((await run(['send', set])).stdout, /"signing_secret_set": true/);
    await both(['sign', place.file('typed-5.http', typed[3]?.replace('{{gone}}', '') ?? '')]);
    await run(['send', 'signed.http', `--secret=${secret}`]);
    await run(['send', 'signed.http', '--var', secret]);
  });

  it('are in a request that the doctor looks at', async () => {
    const { key, token, password } = canaries;
    const body = JSON.stringify({ password, key, token });
    const head = ['POST /api/v1/x?a=1 HTTP/1.1', `Host: ${new URL(server.origin).host}`, `X-API-Key: ${key}`];
    const wrong = createHmac('sha256', key).update(`POST|/api/v1/x|1760000000|${body}`).digest('hex');
    for (const signature of [wrong, canaries.secret, key]) {
      const lines = [...head, 'X-Timestamp: 1760000000', `X-Signature: ${signature}`, `Authorization: Bearer ${token}`];
      const request = place.file('failing.txt', `${lines.join('\n')}\n\n${body}`);
      for (const more of [[], ['--language', 'python']]) {
        await both(['doctor', request, '--credential', 'canary', ...more]);
      }
      await both(['doctor', request], { env: fromEnvironment });
    }
    await both(['doctor', place.file('no-request.txt', `${key} ${token}`), '--credential', 'canary']);
  });

  it('are used while the network fails, the keychain is locked, and the sandbox runs', async () => {
    server.reset((socket, request) => {
      const head = `HTTP/1.1 200 OK\r\nContent-Length: 10000\r\nX-Back: ${everything(request)}\r\n\r\n`;
      socket.end(head + everything(request));
    });
    await both(['send', 'signed.http']);
    server.reset((socket) => socket.destroy());
    await both(['send', 'signed.http']);
    await keyring.lock();
    await both(['send', 'signed.http']);
    await both(['credentials', 'remove', 'canary']);
    await keyring.unlock();
    assert.equal((await run(['credentials', 'remove', 'pasted'])).code, 0);
  });

  it('are in nothing that was printed', () => {
    assert.ok(outputs.length > 50, `only ${outputs.length} runs`);
    const found = outputs.flatMap(({ command, output }) =>
      findCanaries(output, canaries).map((what) => `${command}: ${what}\n${output}`),
    );
    assert.deepEqual(found, []);
  });

  it('nor in what JSON strings and base64 bodies hold when they are decoded', () => {
    const found = outputs.flatMap(({ command, output }) => {
      const lines = output.split('\n').filter((line) => line.startsWith('{"name"'));
      return jsonLines<{ response?: { body: string | null; encoding?: string } | null }>({ stdout: lines.join('\n') })
        .map(({ response }) => Buffer.from(response?.body ?? '', response?.encoding === 'base64' ? 'base64' : 'utf8'))
        .flatMap((body) => findCanaries(body, canaries).map((what) => `${command}: ${what}`));
    });
    assert.deepEqual(found, []);
  });

  it('nor in the per-user folder, in temporary files, or anywhere else below the place', () => {
    const found = findCanariesBelow(place.folder, canaries).filter(
      (line) => !/\/work\/(typed-\d\.http|failing\.txt|no-request\.txt): /.test(line),
    );
    assert.deepEqual(found, []);
  });

  it('nor in the arguments of any process', () => {
    const own = [...processes.commandLines].filter((line) => line.includes('cli.js'));
    assert.ok(own.length > 10, 'processes were watched');
    assert.ok(
      [...processes.commandLines].some((line) => line.includes('keychain.js')),
      'the helper was seen',
    );
    // What a person types as an argument is in the arguments; nothing of ours puts it there.
    const found = [...processes.commandLines].filter(
      (line) => !/--secret=|--var/.test(line) && findCanaries(line, canaries).length > 0,
    );
    assert.deepEqual(found, []);
  });
});

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

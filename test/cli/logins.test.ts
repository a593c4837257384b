// Logins from the command line: how long they hold, their workspace, and what is said when they have run out.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, Place } from '../support/cli';
import { type Keyring, startKeyring } from '../support/keyring';

interface Sent {
  readonly request: { readonly headers: readonly (readonly [string, string])[] };
  readonly response: { readonly status: number; readonly body: string };
}

describe('logins', function () {
  this.timeout(60_000);
  let keyring: Keyring;
  let place: Place;
  let sandbox: string;
  let brief: string;
  before(async () => {
    keyring = await startKeyring();
    place = new Place(keyring.env);
    ({ url: brief } = await place.sandbox('--fault', 'token-lifetime=0'));
    ({ url: sandbox } = await place.sandbox());
  });
  after(() => Promise.all([place?.stop(), keyring?.stop()]));

  const login = async (name: string, origin?: string) => {
    const args = ['credentials', 'login', ...(origin ? ['--origin', origin] : []), '--', name];
    const run = await place.run(args, { input: 'demo\ndemo\n' });
    assert.equal(run.code, 0, run.stderr);
  };
  const lineOf = async (name: string) => {
    const { stdout } = await place.run(['credentials', 'list']);
    return stdout.split('\n').find((line) => line.startsWith(`${name}  `)) ?? '';
  };
  const send = (name: string, ...args: string[]) =>
    place.run(['send', place.file('stats.http', 'GET /api/v1/sms/stats\n'), '--credential', name, ...args]);
  const index = () => join(place.state, 'credentials.json');
  const MOMENT = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`;

  it('are listed with the moment they run out; the JSON stays as it is', async () => {
    await login('long', sandbox);
    await login('over', brief);
    assert.match(await lineOf('long'), new RegExp(`^long  jwt  JWT  ${sandbox}  OS keychain  expires ${MOMENT}$`));
    assert.match(await lineOf('over'), new RegExp(`  expired ${MOMENT}$`));
    for (const entry of jsonLines(await place.run(['credentials', 'list', '--json']))) {
      assert.deepEqual(Object.keys(entry), ['id', 'name', 'kind', 'origin', 'keyHint', 'store']);
    }
  });

  it('that have run out are sent all the same, and the answer names the command that helps', async () => {
    const text = await send('over');
    assert.equal(text.code, 1);
    assert.match(
      text.stderr,
      /^TOKEN_EXPIRED: The login token has expired\.\n.*\nLog in again\.\nCommand: restlink credentials login over\n$/,
    );
    const json = await send('over', '--json');
    assert.equal(jsonLines<Sent>(json)[0]?.response.status, 401);
    // Seconds pass between the two, and in the first one it is not said yet when the token ended.
    const timeless = (said: string) => said.replace(/^(It ended \d+ s ago|A token holds for a limited time)\.$/m, '…');
    assert.equal(timeless(json.stderr), timeless(text.stderr));
    assert.equal((await send('long')).stderr, '');
  });

  for (const name of ["Eve's own; $(touch x)", '-v']) {
    it(`called ${name} are named so that a shell reads one word`, async () => {
      await login(name, brief);
      const { stderr } = await send(name);
      const command = /^Command: restlink (.*)$/m.exec(stderr)?.[1] ?? '';
      const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
        .trimEnd()
        .split('\n');
      assert.deepEqual(words.filter((word) => word !== '--').slice(2), [name]);
      const again = await place.run(words, { input: 'demo\ndemo\n' });
      assert.equal(again.code, 0, again.stderr);
    });
  }

  it('keep the workspace that was chosen in the editor over a new login, and send it', async () => {
    const file = JSON.parse(readFileSync(index(), 'utf8'));
    const entry = file.credentials.find(({ name }: { name: string }) => name === 'long');
    entry.workspace = { id: 18, name: 'test-space' };
    writeFileSync(index(), JSON.stringify(file));
    await login('long');
    assert.match(await lineOf('long'), new RegExp(`  expires ${MOMENT}  workspace test-space \\(18\\)$`));
    const [sent] = jsonLines<Sent>(await send('long', '--json'));
    assert.deepEqual(
      sent?.request.headers.filter(([name]) => name === 'X-Workspace-ID'),
      [['X-Workspace-ID', '18']],
    );
    assert.equal(JSON.parse(sent?.response.body ?? '').stats.sent, 0, 'the second workspace is empty');
    const signed = await place.run([
      'sign',
      place.file('typed.http', 'GET /api/v1/sms/stats\nx-workspace-id: 16\n'),
      '--credential',
      'long',
      '--json',
    ]);
    const [{ headers = [] } = {}] = jsonLines<{ headers?: [string, string][] }>(signed);
    assert.deepEqual(
      headers.filter(([name]) => name.toLowerCase() === 'x-workspace-id'),
      [['x-workspace-id', '16']],
    );
  });

  it('that end at no moment of any calendar are listed all the same', async () => {
    const payload = Buffer.from('{"exp":1e300}').toString('base64url');
    const added = await place.run(['credentials', 'add', 'forever', '--kind', 'jwt'], { input: `h.${payload}.s\n` });
    assert.equal(added.code, 0, added.stderr);
    assert.match(await lineOf('forever'), /OS keychain$/);
  });

  it('whose token the editor keeps: told before a password is asked for', async () => {
    const file = JSON.parse(readFileSync(index(), 'utf8'));
    const entry = { ...file.credentials[0], id: 'kept-elsewhere', name: 'elsewhere', store: 'secretStorage' };
    writeFileSync(index(), JSON.stringify({ ...file, credentials: [...file.credentials, entry] }));
    const run = await place.run(['credentials', 'login', 'elsewhere'], { input: 'demo\nwrong\n' });
    assert.deepEqual([run.code, run.stdout], [2, '']);
    assert.match(run.stderr, /^The secret of "elsewhere" is kept by VS Code and can be used there only/);
  });
});

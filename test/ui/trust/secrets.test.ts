import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Canaries, findCanaries } from '../../support/canary';
import { Place } from '../../support/cli';
import { answer, type RawRequest, RawServer } from '../../support/raw-server';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../../support/workbench';

const canaries = {
  key: 'sk_test_FileCanary-5Rt8Yw2Qa9z8x7',
  secret: 'file-canary/9Kp3+Lm6',
  liveKey: 'sk_prod_FileCanary-1Hj4Nb7Uv6c5d4',
} satisfies Canaries;

describe('secrets in files', function () {
  this.timeout(180_000);

  let session: Session;
  let workbench: Workbench;
  let service: RawServer;
  const elsewhere = new Place();
  let sandbox: string;
  /** Of the portal of that sandbox. */
  let token: string;

  before(async () => {
    service = await RawServer.start();
    service.respond = (socket, request) => {
      const [status, body] = isSigned(request) ? ['200 OK', BALANCE] : ['401 Unauthorized', REFUSAL];
      answer(status, body, ['Content-Type: application/json'])(socket, request);
    };
    session = await startSession();
    sandbox = (await elsewhere.sandbox()).url;
    const login = await fetch(`${sandbox}/api/v1/user/auth`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"login":"demo","password":"demo"}',
    });
    ({ token } = (await login.json()) as { token: string });
    write('token.http', `### Balance\nGET ${sandbox}/api/v1/user/balance\nAuthorization: Bearer ${token}\n`);
    write('signed.http', signed('{{apiKey}}', `@apiKey = ${canaries.key}\n@apiSecret = ${canaries.secret}\n\n`));
    write('again.http', signed(canaries.key));
    write('.env', `LEVEL=info\nAPI_KEY=${canaries.liveKey}\nAPI_SECRET=${canaries.secret}\n`);
    write('shop/orders.http', signed('{{$dotenv API_KEY}}'));
    workbench = await session.open('signed.http');
  });

  after(async () => {
    await session?.stop();
    await Promise.all([service?.stop(), elsewhere.stop()]);
  });

  afterEach(async function () {
    await screenshotOnFailure(() => workbench).call(this);
    await session?.keyring.unlock();
    await workbench?.messages.dismissAll();
  });

  function write(name: string, text: string): void {
    const path = join(session.workspace, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  const read = (name: string) => readFileSync(join(session.workspace, name), 'utf8');
  const signed = (key: string, above = '') =>
    `${above}### Balance\nGET ${service.origin}/api/v1/user/balance\nX-API-Key: ${key}\nX-Timestamp: {{$timestamp}}\nX-Signature: by hand\n`;
  const named = (name: string) => `### Balance\n# @credential ${name}\nGET ${service.origin}/api/v1/user/balance\n`;

  async function secretOf(name: string): Promise<unknown> {
    const file = readFileSync(join(session.perUserFolder, 'credentials.json'), 'utf8');
    const { credentials } = JSON.parse(file) as { credentials: { id: string; name: string }[] };
    const id = credentials.find((one) => one.name === name)?.id;
    return id === undefined ? null : JSON.parse((await session.keyring.lookup('restlink-sms', id)) ?? 'null');
  }

  /** Takes the quick fix of the value at the end of a line. */
  async function move(file: string, line: number, picture?: string): Promise<void> {
    await showFixes(workbench, file, line);
    if (picture) await workbench.screenshot(picture);
    await workbench.coding.takeQuickFix();
  }

  /** Name and origin, the second as it is suggested. */
  async function fillIn(name: string): Promise<void> {
    const { quickInput } = workbench;
    await quickInput.waitFor('Move to Keychain (1/2)');
    await quickInput.enter(name);
    await quickInput.waitFor('Move to Keychain (2/2)');
    assert.equal(await quickInput.value(), service.origin);
    await workbench.page.keyboard.press('Enter');
  }

  /** Sends the first request of a file, and waits for its answer. */
  async function send(file: string, line: number): Promise<void> {
    const before = service.requests.length;
    await workbench.editors.goToLine(file, line);
    await workbench.command('Restlink: Sign and Send');
    await until('the request', () => service.requests.length > before);
    await workbench.editors.waitForText(/ · \d{3} /, /^HTTP\/1\.1 200 OK/m);
  }

  it('are marked, and leave a file by its quick fix: key and secret are in the keychain, and the request is signed', async () => {
    await workbench.coding.mark('warning');
    await move('signed.http', 1, 'secret-quick-fix');
    await workbench.quickInput.waitFor('Move to Keychain (1/2)');
    assert.equal(await workbench.quickInput.value(), 'local');
    await workbench.settledScreenshot('secret-name');
    await fillIn('eu');
    const text = await workbench.messages.waitFor(/Moved/);
    assert.match(
      text,
      /^Moved to the keychain as eu\. eu works: balance 41\.20 EUR\. Git and Local History may still hold/,
    );
    await workbench.screenshots('secret-moved');

    assert.equal(read('signed.http').trim(), named('eu').trim());
    assert.deepEqual(await secretOf('eu'), {
      kind: 'hmac',
      key: canaries.key,
      secret: canaries.secret,
      origin: service.origin,
    });
    await send('signed.http', 2);
  });

  it('that are in the keychain already are used from there', async () => {
    await workbench.openFile('again.http');
    await move('again.http', 3);
    await workbench.quickInput.waitFor('Move to Keychain');
    assert.deepEqual(await workbench.quickInput.rows(), ['eu', 'Add Another Credential…']);
    await workbench.screenshot('secret-existing');
    await workbench.quickInput.pick('eu');
    await workbench.messages.waitFor(/^The requests use eu now, which holds the same secret\./);
    assert.equal(read('again.http'), named('eu'));
  });

  it('stay where they are as long as the keychain is locked', async () => {
    const before = read('.env');
    await workbench.openFile('.env');
    await workbench.coding.mark('error');
    await move('.env', 2, 'secret-in-env');
    assert.match(
      await workbench.messages.dialog(),
      /Move API_KEY, API_SECRET from \.env to the keychain\?.*credential instead: 1 \(in shop\/orders\.http\)\..*Other programs that read \.env/s,
    );
    await workbench.screenshot('secret-question');
    await workbench.messages.clickInDialog('Move');
    await workbench.quickInput.waitFor('Move to Keychain (1/2)');
    await session.keyring.lock();
    await fillIn('shop');
    assert.match(await workbench.messages.dialog(), /The secret of "shop" was not stored\./);
    assert.equal(read('.env'), before);
    assert.equal(read('shop/orders.http'), signed('{{$dotenv API_KEY}}'));
    await session.keyring.unlock();
    await workbench.messages.clickInDialog('Try Again');
    await workbench.messages.waitFor(/^Moved to the keychain as shop\. shop works/);
  });

  it('of .env are gone from there, and the requests that used them are signed', async () => {
    assert.equal(read('.env'), 'LEVEL=info\n');
    assert.equal(read('shop/orders.http'), named('shop'));
    assert.deepEqual(await secretOf('shop'), {
      kind: 'hmac',
      key: canaries.liveKey,
      secret: canaries.secret,
      origin: service.origin,
    });
    await workbench.openFile('shop/orders.http');
    await send('orders.http', 3);
  });

  it('that are tokens of the portal become logins', async () => {
    await workbench.openFile('token.http');
    await move('token.http', 3);
    await workbench.quickInput.waitFor('Move to Keychain (1/2)');
    await workbench.quickInput.enter('demo');
    await workbench.quickInput.waitFor('Move to Keychain (2/2)');
    await workbench.page.keyboard.press('Enter');
    await workbench.messages.waitFor(/^Moved to the keychain as demo\. demo works: balance/);
    assert.equal(read('token.http'), `### Balance\n# @credential demo\nGET ${sandbox}/api/v1/user/balance\n`);
    assert.deepEqual(await secretOf('demo'), { kind: 'jwt', token, origin: sandbox });
  });

  it('are in no file afterwards but those that the editor keeps of the text itself: its backups and its Local History', () => {
    assert.deepEqual(filesWithCanaries(session.userData, /^(?:Backups|User\/History)\//), []);
    assert.deepEqual(filesWithCanaries(session.perUserFolder, /^$/), []);
    assert.deepEqual(filesWithCanaries(session.workspace, /^$/), []);
  });
});

describe('secrets in files of a workspace that is not trusted', function () {
  this.timeout(120_000);
  let session: Session | undefined;
  let workbench: Workbench | undefined;

  afterEach(screenshotOnFailure(() => workbench));
  after(() => session?.stop());

  it('are marked, and moving them is explained and not done', async () => {
    session = await startSession({ restricted: true });
    const text = `GET https://restlink23telecom.com/api/v1/user/balance\nX-API-Key: ${canaries.liveKey}\n`;
    writeFileSync(join(session.workspace, 'stranger.http'), text);
    const shown = await session.open('stranger.http');
    workbench = shown;
    await shown.coding.mark('error');
    await showFixes(shown, 'stranger.http', 2);
    await shown.coding.takeQuickFix();
    await shown.messages.waitFor(/This window is in Restricted Mode: no stored secret is read/);
    assert.equal(await shown.quickInput.isOpen(), false);
    assert.equal(readFileSync(join(session.workspace, 'stranger.http'), 'utf8'), text);
  });
});

/** Puts the cursor into the value at the end of a line, and opens its quick fixes. */
async function showFixes({ editors, page, coding }: Workbench, file: string, line: number): Promise<void> {
  await editors.goToLine(file, line);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await until('the quick fix', async () => {
    const titles = await coding.quickFixes(/./, 5_000);
    if (titles[0] === 'Move to Keychain…') return true;
    await page.keyboard.press('Escape');
    return false;
  });
}

const BALANCE = '{"status":true,"balance":41.2,"currency":"EUR"}';
const REFUSAL = '{"status":false,"error_code":"INVALID_SIGNATURE"}';

/** Read as the documentation says, with one of the two keys (FACTS.md section 3). */
function isSigned({ method, target, headers, body }: RawRequest): boolean {
  const header = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
  const [path = ''] = target.split('?');
  const message = Buffer.concat([Buffer.from(`${method}|${path}|${header('x-timestamp')}|`), body]);
  const expected = createHmac('sha256', canaries.secret).update(message).digest('hex');
  const key = header('x-api-key');
  return (key === canaries.key || key === canaries.liveKey) && header('x-signature') === expected;
}

/** Files below a folder that hold a canary in any form, with what was found; without those at paths that match. */
function filesWithCanaries(folder: string, besides: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !besides.test(relative(folder, path)))
    .flatMap((path) => findCanaries(readFileSync(path), canaries).map((found) => `${path}: ${found}`));
}

// Every documented error code, produced by the sandbox and explained by `restlink send`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../../../src/catalog';
import { type ErrorCode, errorCodes, messages } from '../../../src/messages';
import { type Sandbox, startSandbox } from '../../../src/sandbox';
import { CliInProcess, explanationIn, type Printed } from '../../support/cli-in-process';
import { logIn } from '../sandbox/client';

type Environment = Readonly<Record<string, string>>;

const SIGNED = { RESTLINK_API_KEY: 'sk_test_sandbox_signed', RESTLINK_API_SECRET: 'sandbox-secret' };
const READ_ONLY = { RESTLINK_API_KEY: 'sk_test_sandbox_readonly', RESTLINK_API_SECRET: 'sandbox-secret-ro' };
const plain = (key: string): Environment => ({ RESTLINK_API_KEY: key });
const PLAIN = plain('sk_test_sandbox_plain');

const GET = 'GET /api/v1/user/balance\n';
const NUMBER = '+14155551234';
const post = (method: string, path: string) => (body: unknown) =>
  `${method} /api/v1${path}\nContent-Type: application/json\n\n${typeof body === 'string' ? body : JSON.stringify(body)}\n`;
const sms = post('POST', '/sms/send');
const webhooks = post('PUT', '/user/webhooks');
const login = post('POST', '/user/auth');
const message = { to: [NUMBER], message: 'Hello', sender_id: 'MyApp' };
const to = (number: string) => sms({ ...message, to: [number] });

interface Sent {
  readonly http: string;
  /** A function where it takes a login first. */
  readonly as?: Environment;
  readonly token?: 'fresh' | 'expired';
  /** What is said of this very request. */
  readonly says: readonly RegExp[];
}

const table: Readonly<Record<ErrorCode, readonly Sent[]>> = {
  INVALID_BODY: [
    { http: 'POST /api/v1/sms/send\n', says: [/This request has no body\./] },
    { http: sms('{\n  "to": [,\n}'), says: [/wrong in line 2, column 10 of the body/] },
    { http: sms('["+1"]'), says: [/no object: it has to begin with "\{"/] },
    { http: login({ login: 'demo' }), says: [/"login" and "password", both of them texts/] },
  ],
  INVALID_PARAMS: [
    { http: 'GET /api/v1/sms/stats?period=1y\n', says: [/period is "1y", and can be today, yesterday, 7d/] },
    {
      http: 'GET /api/v1/sms/stats?from=2026-02-30&to=x\n',
      says: [/from is "2026-02-30", .* day such as/, /^to is "x"/],
    },
    { http: 'GET /api/v1/sms/stats?from=2026-02-02&to=2026-02-01\n', says: [/"from" lies after/] },
    { http: 'GET /api/v1/sms/stats?from=2026-02-01\n', says: [/"from" and "to" belong together/] },
    { http: 'GET /api/v1/sms/stats?period=7d&from=2026-02-01&to=2026-02-02\n', says: [/count only without "period"/] },
  ],
  INVALID_TO: [
    { http: sms({ message: 'x', sender_id: 'MyApp' }), says: [/The body has no "to"/] },
    { http: sms({ ...message, to: [] }), says: [/"to" is empty/] },
    { http: sms({ ...message, to: NUMBER }), says: [/"to" is no list, but "\+14155551234"/] },
    {
      http: sms({ ...message, to: [NUMBER, '0791 234567', 5] }),
      says: [/to\[1\] is "0791 234567"/, /goes for 1 more/],
    },
  ],
  INVALID_MESSAGE: [
    { http: sms({ ...message, message: '' }), says: [/"message" is empty/] },
    { http: sms({ ...message, message: 5 }), says: [/"message" is no text, but 5/] },
    { http: sms({ ...message, message: 'x'.repeat(40_000) }), says: [/needs 262 parts/] },
  ],
  INVALID_SENDER: [
    { http: sms({ ...message, sender_id: 'ab' }), says: [/"ab" has fewer than 3 characters/] },
    { http: sms({ ...message, sender_id: 'abcdefghijkl' }), says: [/has 12 characters, and 11 are allowed/] },
    { http: sms({ ...message, sender_id: '1abc' }), says: [/begins with a digit/] },
    { http: sms({ ...message, sender_id: 'my app' }), says: [/other than letters/] },
    { http: sms({ ...message, sender_id: '+1' }), says: [/begins with \+, but is no phone number/] },
    { http: sms({ to: [NUMBER], message: 'x' }), says: [/no "sender_id"/] },
  ],
  TOO_MANY_RECIPIENTS: [
    { http: sms({ ...message, to: Array(250).fill(NUMBER) }), says: [/holds 250 numbers/, /over 3 requests/] },
  ],
  INVALID_WORKSPACE_HEADER: [
    { http: `${GET}X-Workspace-ID: main\n`, token: 'fresh', says: [/X-Workspace-ID says "main"/, /user\/workspaces/] },
  ],
  INVALID_URL: [
    { http: webhooks({ delivery_url: 'http://example.com/x' }), says: [/"delivery_url" does not begin with https/] },
    { http: webhooks({ click_url: 'https://10.0.0.1/x' }), says: [/"click_url" leads to 10\.0\.0\.1/] },
    { http: webhooks({ click_url: 5 }), says: [/"click_url" is 5, which is no address/] },
  ],
  INVALID_SECRET: [
    { http: webhooks({ signing_secret: 'canary'.repeat(20) }), says: [/has 120 characters, and 1 to 64/] },
    { http: webhooks({ signing_secret: 5 }), says: [/has to be a text of 1 to 64/] },
  ],
  INVALID_FIELDS: [
    { http: webhooks({ delivery_fields: [] }), says: [/"delivery_fields" is empty/] },
    { http: webhooks({ click_fields: null }), says: [/"click_fields" is no list, but null/] },
    { http: webhooks({ delivery_fields: ['status', 'colour'] }), says: [/names "colour"; known are message_id, /] },
  ],
  INVALID_TOGGLE: [{ http: webhooks({ unique_clicks_only: 'yes' }), says: [/"unique_clicks_only" is "yes"/] }],
  CONFLICTING_FIELDS: [
    { http: webhooks({ signing_secret: 'a', clear_signing_secret: true }), says: [/sets the secret, and "clear/] },
  ],
  UNAUTHORIZED: [
    { http: `# @no-sign\n${GET}`, says: [/"# @no-sign" stands above/, /Take out "# @no-sign"/] },
    { http: 'GET /api/v1/track\n', says: [/tracker token, in the header X-Api-Token\. It was not sent/] },
    { http: 'GET /api/v1/track\nX-Api-Token: wrong\n', says: [/not the one of this account, or has expired/] },
  ],
  INVALID_TOKEN: [
    { http: GET, as: { RESTLINK_TOKEN: 'aaa.bbb.ccc' }, says: [/comes from another server/, /Set RESTLINK_TOKEN/] },
  ],
  TOKEN_EXPIRED: [
    {
      http: GET,
      token: 'expired',
      says: [/A token holds for a limited time|It ended \d+ s ago/, /Set RESTLINK_TOKEN/],
    },
  ],
  INVALID_API_KEY: [
    {
      http: GET,
      as: plain('sk_test_nobody_has_this'),
      says: [/environment is sk_test_…this/, /own keys only/, /the credential "sandbox", or/],
    },
    { http: GET, as: plain('a-secret-perhaps'), says: [/neither sk_prod_ nor sk_test_/] },
  ],
  API_KEY_INACTIVE: [{ http: GET, as: plain('sk_test_sandbox_inactive'), says: [/key sk_test_…tive/, /Enable it/] }],
  API_KEY_EXPIRED: [{ http: GET, as: plain('sk_test_sandbox_expired'), says: [/Make a new key/] }],
  INVALID_CREDENTIALS: [{ http: login({ login: 'demo', password: 'x' }), says: [/does not tell which/] }],
  USER_NOT_ACTIVE: [{ http: GET, as: plain('sk_test_sandbox_suspended'), says: [/ask the support/] }],
  IP_NOT_ALLOWED: [
    { http: GET, as: plain('sk_test_sandbox_other_ip'), says: [/leave from the machine on which this runs/] },
  ],
  SIGNATURE_REQUIRED: [
    {
      http: GET,
      as: plain('sk_test_sandbox_signed'),
      says: [/environment is a plain API key/, /Set RESTLINK_API_SECRET/],
    },
  ],
  INVALID_SIGNATURE: [
    {
      http: GET,
      as: { ...SIGNED, RESTLINK_API_SECRET: 'of another key' },
      says: [
        /secret of environment is not the one of its key sk_test_…gned/,
        /not the clock/,
        /Correct RESTLINK_API_SECRET/,
      ],
    },
    {
      http: `# @no-sign\n${GET}X-API-Key: sk_test_sandbox_signed\nX-Timestamp: 1\nX-Signature: ab\n`,
      says: [/sent as typed/, /Let a credential sign/],
    },
  ],
  INSUFFICIENT_BALANCE: [
    {
      http: to('+14155550142'),
      says: [/costs about [\d.]+ EUR \(billable recipients: 1 of 1, parts of the text: 1\), and the balance is 0 EUR/],
    },
  ],
  FORBIDDEN: [
    {
      http: to(NUMBER),
      as: READ_ONLY,
      says: [/wants the permission sms\.send, which the key sk_test_…/, /Grant sms\.send/],
    },
    { http: `# @no-sign\nGET /api/v1/user/profile\nX-API-Key: sk_test_sandbox_plain\n`, says: [/portal login only/] },
  ],
  NO_SMS_ACCESS: [{ http: GET, as: plain('sk_test_sandbox_no_sms'), says: [/Ask the support/] }],
  CONFIG_ERROR: [{ http: GET, as: plain('sk_test_sandbox_unconfigured'), says: [/the request is not to blame/] }],
  CROSS_TENANT_WORKSPACE: [{ http: `${GET}X-Workspace-ID: 17\n`, token: 'fresh', says: [/says "17"/] }],
  NO_MAIN_WORKSPACE: [{ http: GET, as: plain('sk_test_sandbox_no_main'), says: [/key sk_test_…main was made in it/] }],
  WORKSPACE_NOT_AVAILABLE: [
    {
      http: GET,
      as: plain('sk_test_sandbox_no_workspace'),
      says: [/belongs to a workspace that is gone/, /Make a key/],
    },
  ],
  NOT_FOUND: [
    {
      http: 'GET /api/v1/sms/status/api_42_1743667200123456789_0000000000000000\n',
      says: [/No message has the id api_42_/, /24 hours/],
    },
    { http: 'GET /api/v1/sms/status/12\n', says: [/12 does not look like the id of a message/] },
    { http: 'GET /sms/stats\n', says: [/knows no GET \/sms\/stats/, /Did you mean \/api\/v1\/sms\/stats\?/] },
    { http: 'GET /api/v1/nothing\n', says: [/knows no GET \/api\/v1\/nothing/] },
  ],
  RATE_LIMIT_EXCEEDED: [{ http: to('+14155550149'), says: [/about 1,000 requests a second/, /Nothing was done/] }],
  TOO_MANY_ATTEMPTS: [
    {
      http: login({ login: 'demo', password: 'x' }),
      says: [/About 5 a minute/, /Wait (?:1 min|\d+ s) before .* Retry-After says/],
    },
  ],
  INTERNAL_ERROR: [{ http: to('+14155550151'), says: [/Whether messages went out is not known/] }],
  DB_ERROR: [{ http: to('+14155550150'), says: [/Send again: this is safe/] }],
  SANDBOX_UNAVAILABLE: [{ http: to('+14155550153'), says: [/never sent for real/, /sandbox on this computer/] }],
};

describe('the documented error codes', () => {
  const sorted = (codes: Iterable<string>) => [...new Set(codes)].sort();

  it('are those of the API description, and of its facts', () => {
    assert.deepEqual(
      sorted(errorCodes),
      sorted(endpoints.flatMap(({ errors }) => errors.flatMap(({ codes }) => codes))),
    );
    const facts = readFileSync(join(__dirname, '../../../openapi/FACTS.md'), 'utf8');
    const section = facts.slice(facts.indexOf('\n## 2. Errors'), facts.indexOf('\n## 3. '));
    const rows = section.split('\n').filter((line) => /^\| \d{3} /.test(line));
    const named = rows.flatMap((row) =>
      [...(row.split('|')[2] ?? '').matchAll(/`(\w+)`/g)].map(([, code = '']) => code),
    );
    assert.deepEqual(sorted(errorCodes), sorted(named));
  });

  it('each have a meaning, a reason and something to do, in sentences that end', () => {
    for (const code of errorCodes) {
      const said = ['', '.why', '.do'].map((part) => messages[`errorCode.${code}${part}` as keyof typeof messages]);
      assert.ok(said[0]?.startsWith(`${code}: `), code);
      for (const text of said) assert.match(text ?? '', /\.$/, code);
      assert.equal(new Set(said).size, 3);
    }
  });
});

describe('restlink send explains', () => {
  let sandbox: Sandbox;
  let expiring: Sandbox;
  let cli: CliInProcess;
  before(async () => {
    cli = new CliInProcess();
    sandbox = await startSandbox();
    expiring = await startSandbox({ faults: [{ name: 'token-lifetime', seconds: 0 }] });
  });
  after(async () => {
    cli.stop();
    await Promise.all([sandbox.stop(), expiring.stop()]);
  });

  async function send({ http, as = PLAIN, token }: Sent): Promise<Printed> {
    const { url, port } = token === 'expired' ? expiring : sandbox;
    const env = token ? { RESTLINK_TOKEN: await logIn(port) } : as;
    return cli.send(http, env, '--base-url', url);
  }

  for (const code of errorCodes) {
    it(`${code}: what it means, why, and what to do`, async () => {
      // The sixth login within a minute.
      if (code === 'TOO_MANY_ATTEMPTS') for (let i = 0; i < 6; i++) await logIn(sandbox.port, 'demo', 'x');
      for (const sent of table[code]) {
        const printed = await send(sent);
        const { code: exit, stdout } = printed;
        const said = explanationIn(printed);
        if (process.env.SHOW)
          console.log(`\n${sent.http.trim().slice(0, 200)}\n${said.map((line) => `    ${line}`).join('\n')}`);
        assert.equal(exit, 1, stdout);
        assert.ok(stdout.includes(`"error_code": "${code}"`), stdout);
        assert.ok(said[0]?.startsWith(`${code}: `), said.join('\n'));
        assert.ok(said.length >= 3 && said.length <= 6, said.join('\n'));
        for (const pattern of sent.says)
          assert.ok(
            said.some((line) => pattern.test(line)),
            `${pattern}\n${said.join('\n')}`,
          );
        for (const line of said) assert.doesNotMatch(line, /\{\w+\}|undefined|canary|sandbox-secret|of another key/);
      }
    });
  }
});

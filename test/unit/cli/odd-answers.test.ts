// Answers that do not have the documented shape, and what `restlink send` says of them.

import assert from 'node:assert/strict';
import { type Fault, parseFault, startSandbox } from '../../../src/sandbox';
import { CliInProcess, explanationIn, type Printed } from '../../support/cli-in-process';
import { answer, RawServer, type Respond } from '../../support/raw-server';

const PLAIN = { RESTLINK_API_KEY: 'sk_test_sandbox_plain' };
const GET = 'GET /api/v1/user/balance\n';
const SEND =
  'POST /api/v1/sms/send\nContent-Type: application/json\n\n{"to":["+14155551234"],"message":"x","sender_id":"MyApp"}\n';
const JSON_TYPE = 'Content-Type: application/json';
const HTML = ['Content-Type: text/html; charset=utf-8'];
const PAGE = '<!DOCTYPE html>\n<html><body><form action="/login"></form></body></html>';

const json = (status: string, body: unknown, ...headers: string[]): Respond =>
  answer(status, typeof body === 'string' ? body : JSON.stringify(body), [JSON_TYPE, ...headers]);
const refused = (status: string, code: unknown, more: object = {}) =>
  json(status, { status: false, error_code: code, ...more });
const results = (...statuses: string[]) =>
  json('200 OK', {
    status: true,
    results: statuses.map((status, i) => ({ dnis: `+1415555123${i}`, status })),
  });

interface Odd {
  readonly what: string;
  readonly respond: Respond;
  readonly http?: string;
  readonly exit?: number;
  /** Each line that is said; all of them. */
  readonly says: readonly RegExp[];
}

const odd: readonly Odd[] = [
  {
    what: 'a 429 without body',
    respond: answer('429 Too Many Requests'),
    says: [/this internet address.*no body/, /Wait a little/],
  },
  {
    what: 'a 429 without body that says when',
    respond: answer('429 Too Many Requests', '', ['Retry-After: 90']),
    says: [/this internet address/, /Wait 1 min 30 s before the next try/],
  },
  {
    what: 'a 429 with a date to wait for',
    respond: answer('429 Too Many Requests', '', [
      'Date: Wed, 21 Oct 2026 07:28:00 GMT',
      'Retry-After: Wed, 21 Oct 2026 07:28:45 GMT',
    ]),
    says: [/this internet address/, /Wait 45 s/],
  },
  {
    what: 'a 429 with a date, from a server without clock',
    respond: answer('429 Too Many Requests', '', ['Retry-After: Wed, 21 Oct 2026 07:28:45 GMT']),
    says: [/this internet address/, /Wait until Wed, 21 Oct 2026 07:28:45 GMT/],
  },
  {
    what: 'a 429 with a page',
    respond: answer('429 Too Many Requests', PAGE, HTML),
    says: [/comes from a proxy/, /Wait a little/],
  },
  {
    what: 'a 429 with JSON of another shape',
    respond: json('429 Too Many Requests', { error: 'slow down' }),
    says: [/limit in front of the service/, /The server says: slow down/],
  },
  {
    what: 'an account in set-up',
    respond: json('200 OK', { status: false, error: 'Account is in setup process', more: 1 }),
    exit: 1,
    says: [/still being set up.*"Account is in setup process"/],
  },
  {
    what: '200 with a refusal that has a known code',
    respond: refused('200 OK', 'NO_SMS_ACCESS'),
    says: [/^NO_SMS_ACCESS: /, /has no SMS/, /Ask the support/],
  },
  {
    what: '200 that says no, and no more',
    respond: json('200 OK', { status: false }),
    says: [/status is 200, but the body says "status": false/],
  },
  {
    what: 'a balance that is not known',
    respond: json(
      '200 OK',
      { balance: 0, currency: 'EUR', unavailable: true, reason: 'cache_disabled' },
      'X-Sms-Gateway-Status: unavailable',
      'X-Sms-Gateway-Reason: cache_disabled',
    ),
    exit: 0,
    says: [/stands for "unknown"/, /Its reason: cache_disabled\./, /few minutes/],
  },
  {
    what: 'payments of which a part is missing',
    http: 'GET /api/v1/user/payments\n',
    respond: json('200 OK', [], 'x-sms-gateway-status: partial'),
    exit: 0,
    says: [/something is missing here/, /few minutes/],
  },
  {
    what: 'a balance that is used up',
    respond: json('200 OK', { balance: -1, currency: 'EUR', credit_blocked: true }),
    exit: 0,
    says: [/sending is blocked/],
  },
  {
    what: 'the 401 of the tracker, whose body is not known',
    http: 'GET /api/v1/track\n',
    respond: answer('401 Unauthorized', 'no'),
    says: [/did not let this request in/, /tracker token, in the header X-Api-Token/, /from the portal/],
  },
  {
    what: 'a 404 without shape for an unknown address',
    http: 'GET /api/v1/sms/stat\n',
    respond: answer('404 Not Found', '404 page not found', ['Content-Type: text/plain']),
    says: [/knows no GET \/api\/v1\/sms\/stat\./, /Compare the address/],
  },
  {
    what: 'a 404 for a method that an address does not take',
    http: 'GET /api/v1/sms/send\n',
    respond: answer('404 Not Found', PAGE, HTML),
    says: [/knows \/api\/v1\/sms\/send with POST only/, /Compare the address/],
  },
  {
    what: 'a 405 with Allow',
    http: 'DELETE /api/v1/user/balance\n',
    respond: answer('405 Method Not Allowed', '', ['Allow: GET, HEAD']),
    says: [/does not take DELETE, only GET, HEAD/],
  },
  {
    what: 'a 405 without Allow',
    respond: answer('405 Method Not Allowed'),
    says: [/balance does not take GET\.$/],
  },
  {
    what: 'a 413',
    http: SEND,
    respond: answer('413 Payload Too Large', PAGE, HTML),
    says: [/too large for the server: it has \d+ B/, /Send less/],
  },
  {
    what: 'a 415',
    http: SEND,
    respond: answer('415 Unsupported Media Type'),
    says: [/type application\/json/, /Write "Content-Type/],
  },
  {
    what: 'a 415 for a body without type',
    http: 'POST /api/v1/sms/send\n\n{"to":[]}\n',
    respond: answer('415 Unsupported Media Type'),
    says: [/has no Content-Type/, /Write "Content-Type/],
  },
  {
    what: 'a page that wants a sign-in, with 401',
    respond: answer('401 Unauthorized', PAGE, HTML),
    says: [/not from the service/, /in a browser/],
  },
  {
    what: 'a page that wants a sign-in, with 200',
    respond: answer('200 OK', PAGE, HTML),
    exit: 0,
    says: [/not from the service/, /in a browser/],
  },
  {
    what: 'a page without type',
    respond: answer('403 Forbidden', PAGE),
    says: [/not from the service/, /in a browser/],
  },
  {
    what: 'a sign-in that a network asks for',
    respond: answer('511 Network Authentication Required', PAGE, HTML),
    says: [/not from the service/, /in a browser/],
  },
  {
    what: 'a proxy that wants a password',
    respond: answer('407 Proxy Authentication Required', PAGE, HTML),
    says: [/proxy on the way wants a name/],
  },
  ...['502 Bad Gateway', '503 Service Unavailable', '504 Gateway Timeout'].flatMap((status): Odd[] => [
    {
      what: `a ${status}`,
      respond: answer(status, PAGE, HTML),
      says: [/could not reach the service/, /Try again later/],
    },
    {
      what: `a ${status} to a send`,
      http: SEND,
      respond: answer(status),
      says: [/could not reach/, /Whether messages went out is not known/],
    },
  ]),
  {
    what: 'a 500 without code',
    http: SEND,
    respond: answer('500 Internal Server Error', 'oops'),
    says: [/The server failed/, /Whether messages/],
  },
  {
    what: 'some recipients that were refused',
    http: SEND,
    respond: results('accepted', 'blocked_country', 'queue_error', 'config_error', 'unheard_of'),
    exit: 0,
    says: [
      /^4 of 5 recipients/,
      /\+14155551231: blocked_country/,
      /queue_error.*Send to these again/,
      /config_error/,
      /unheard_of, which is not among/,
    ],
  },
  {
    what: 'recipients all of whom were refused',
    http: SEND,
    respond: results(...Array<string>(5).fill('blocked_country')),
    exit: 0,
    says: [/no message was sent: all 5/, /^\+14155551230, \+14155551231, \+14155551232 \+ 2: /],
  },
  {
    what: 'a code of the future',
    respond: refused('402 Payment Required', 'QUOTA_REACHED', { description: 'Monthly quota reached' }),
    says: [
      /^QUOTA_REACHED is not among/,
      /does not take this request as it is/,
      /The server says: Monthly quota reached/,
    ],
  },
  {
    what: 'a code of the future without description',
    respond: refused('403 Forbidden', 'QUOTA_REACHED'),
    says: [/^QUOTA_REACHED is not among/, /did not let/, /Look it up/],
  },
  {
    what: 'a code that is a property of every object',
    respond: refused('400 Bad Request', 'constructor'),
    says: [/^constructor is not/, /as it is/, /Look it up/],
  },
  {
    what: 'a known code without description',
    respond: refused('400 Bad Request', 'INVALID_PARAMS'),
    says: [/^INVALID_PARAMS: /, /./, /./],
  },
  {
    what: 'a known code in small letters',
    respond: refused('400 Bad Request', 'invalid_params'),
    says: [/^INVALID_PARAMS: /, /./, /./],
  },
  {
    what: 'a code that is a number',
    respond: refused('400 Bad Request', 1001),
    says: [/error_code is 1001 and not a name/, /as it is/],
  },
  { what: 'a code that is null', respond: refused('400 Bad Request', null), says: [/as it is/] },
  {
    what: 'a code that is an object',
    respond: refused('400 Bad Request', { a: 1 }),
    says: [/error_code is \{"a":1\}/, /as it is/],
  },
  { what: 'a list in the place of an object', respond: json('400 Bad Request', '["INVALID_TO"]'), says: [/as it is/] },
  {
    what: 'an answer with a byte order mark',
    respond: json('401 Unauthorized', '\ufeff{"status":false,"error_code":"INVALID_API_KEY"}'),
    says: [/^INVALID_API_KEY: /, /sk_test_…lain/, /own keys only/, /the credential "sandbox"/],
  },
  {
    what: 'a description that would steer the terminal, or fill it',
    respond: refused('400 Bad Request', 'NEW', { description: `a\u001b[2J\nb${'c'.repeat(1000)}` }),
    says: [/^NEW is/, /as it is/, /^The server says: a\\u001b\[2J b{1}c{150,200}…$/],
  },
  {
    what: 'a description that repeats the key',
    respond: refused('400 Bad Request', 'NEW', { description: 'sk_test_sandbox_plain is bad' }),
    says: [/^NEW is/, /as it is/, /says: sk_test_…lain is bad/],
  },
];

describe('restlink send and answers of another shape', () => {
  let server: RawServer;
  let cli: CliInProcess;
  before(async () => {
    cli = new CliInProcess();
    server = await RawServer.start();
  });
  after(() => {
    cli.stop();
    return server.stop();
  });

  for (const { what, respond, http = GET, exit = 1, says } of odd) {
    it(what, async () => {
      server.reset(respond);
      const printed = await cli.send(http, PLAIN, '--base-url', server.origin, '--timeout', '5000');
      if (process.env.SHOW) console.log(printed.messages.map((line) => `        ${line}`).join('\n'));
      assert.equal(printed.code, exit);
      check(printed, says);
    });
  }

  it('a success says nothing', async () => {
    server.reset(json('200 OK', { balance: 1, currency: 'EUR' }));
    assert.deepEqual((await cli.send(GET, PLAIN, '--base-url', server.origin)).messages, []);
    server.reset(answer('200 OK', PAGE, HTML));
    assert.deepEqual((await cli.send('GET /portal\n', PLAIN, '--base-url', server.origin)).messages, []);
  });

  for (const [fault, exit, says] of [
    ['429', 1, [/^RATE_LIMIT_EXCEEDED: /, /./, /./]],
    ['429-empty', 1, [/this internet address/, /./]],
    ['429-html', 1, [/comes from a proxy/, /./]],
    ['500', 1, [/^INTERNAL_ERROR: /, /./, /./]],
    ['503-html', 1, [/could not reach the service/, /./]],
    ['sign-in-page', 0, [/not from the service/, /./]],
    ['setup', 1, [/still being set up/]],
    ['unavailable', 0, [/stands for "unknown"/, /cache_disabled/, /./]],
    ['partial', 0, [/something is missing/, /cache_miss_refresh_failed/, /./]],
  ] as const) {
    it(`the sandbox can do it: --fault ${fault}`, async () => {
      const sandbox = await startSandbox({ faults: [(parseFault(fault) as { fault: Fault }).fault] });
      try {
        const printed = await cli.send(
          `GET /api/v1/user/${fault === 'partial' ? 'payments' : 'balance'}\n`,
          PLAIN,
          '--base-url',
          sandbox.url,
        );
        assert.equal(printed.code, exit);
        check(printed, says);
      } finally {
        await sandbox.stop();
      }
    });
  }
});

function check(printed: Printed, says: readonly RegExp[]): void {
  const messages = explanationIn(printed);
  assert.equal(messages.length, says.length, messages.join('\n'));
  for (const [i, pattern] of says.entries()) assert.match(messages[i] ?? '', pattern);
}

import assert from 'node:assert/strict';
import { diagnose, fixed, found, portal, prod, sandbox, send, staging } from './fixtures';

describe('Diagnostics of method and path', () => {
  it('say nothing of an endpoint that is there, whichever way the origin is written', async () => {
    for (const target of [
      '/api/v1/sms/stats',
      '{{baseUrl}}/api/v1/sms/stats?period=7d',
      'https://restlink23telecom.com/api/v1/user/pricing/17',
      '/api/v1/sms/status/api_42_1743667200123456789_a3f8b2c1d9e45f67',
    ]) {
      assert.deepEqual(await found(`GET ${target}\n`), []);
    }
  });

  it('leave requests to origins that are nobody’s here alone', async () => {
    assert.deepEqual(await found('GET https://example.com/api/v1/sms/sned\n'), []);
  });

  it('name the nearest path, and put it in place', async () => {
    const text = 'POST {{baseUrl}}/api/v1/sms/sned?x\n';
    assert.deepEqual((await found(text)).slice(0, 1), ['warning endpoint.unknownNear "/api/v1/sms/sned"']);
    const [first] = await diagnose(text);
    assert.equal(first?.problem.args?.near, '/api/v1/sms/send');
    assert.equal(
      (await fixed('POST {{baseUrl}}/api/v1/sms/sned\n'))['Replace by /api/v1/sms/send'],
      'POST {{baseUrl}}/api/v1/sms/send\n',
    );
  });

  it('know a missing prefix, a slash too much and the wrong case of letters', async () => {
    for (const [path, code, right] of [
      ['/sms/stats', 'noPrefix', '/api/v1/sms/stats'],
      ['/v1/sms/stats', 'noPrefix', '/api/v1/sms/stats'],
      ['/api/v1/sms/stats/', 'trailingSlash', '/api/v1/sms/stats'],
      ['/api/v1/SMS/Stats', 'case', '/api/v1/sms/stats'],
      ['/api/v1/sms/statistics', 'unknownNear', '/api/v1/sms/stats'],
      ['/api/v1/sms/mesages/unified', 'unknownNear', '/api/v1/sms/messages/unified'],
      ['/api/v1/balance', 'unknownNear', '/api/v1/user/balance'],
    ] as const) {
      const text = `GET ${path}\n`;
      assert.deepEqual(await found(text), [`warning endpoint.${code} "${path}"`]);
      assert.equal((await fixed(text))[`Replace by ${right}`], `GET ${right}\n`);
    }
  });

  it('keep variables of the path and of the origin', async () => {
    const text =
      '@id = api_42_1743667200123456789_a3f8b2c1d9e45f67\n@api = https://restlink23telecom.com/api/v1\n\nGET {{api}}/sms/state/{{id}}\n';
    const after = await fixed(text);
    assert.ok(
      after['Replace by /sms/status/{{id}}']?.endsWith('GET {{api}}/sms/status/{{id}}\n'),
      JSON.stringify(after),
    );
  });

  it('name no path where none is near', async () => {
    assert.deepEqual(await found('GET /favicon.ico\n'), ['warning endpoint.unknown "/favicon.ico"']);
  });

  it('say nothing while a variable of the path has no value but what the variable lacks', async () => {
    assert.deepEqual(await found('# @prompt what\nGET /api/v1/{{what}}\n'), []);
  });

  it('name the methods that a path takes', async () => {
    const text = 'GET /api/v1/sms/send\n';
    assert.deepEqual(await found(text), ['error endpoint.method "GET"']);
    assert.match((await fixed(text))['Use POST'] ?? '', /^POST \/api\/v1\/sms\/send\n/);
    assert.match((await fixed('/api/v1/sms/send\n'))['Use POST'] ?? '', /^POST \/api\/v1\/sms\/send\n/);
  });

  it('hint at what is no message id', async () => {
    assert.deepEqual(await found('GET /api/v1/sms/status/17\n'), ['hint path.messageId "/api/v1/sms/status/17"']);
  });

  it('mention that an endpoint is deprecated', async () => {
    assert.deepEqual(await found('GET /api/v1/action/track\nX-Api-Token: {{$guid}}\n'), [
      'info endpoint.deprecated "/api/v1/action/track"',
    ]);
  });
});

describe('Diagnostics of the query', () => {
  const stats = (query: string) => `GET /api/v1/sms/stats${query}\n`;

  it('take every documented value', async () => {
    for (const query of [
      '?period=7d&source=all&status=delivered&country=US&sender=MyApp&phone=4155',
      '?from=2026-02-01&to=2026-02-28',
      '?from={{$datetime "YYYY-MM-DD" -14 d}}&to={{$datetime "YYYY-MM-DD"}}',
      '\n  ?period=7d\n  &source=api',
    ]) {
      assert.deepEqual(await found(stats(query)), []);
    }
    assert.deepEqual(await found('GET /api/v1/sms/messages?page=2&limit=100\n'), []);
  });

  it('name the nearest of an unknown parameter, and take it out where there is none', async () => {
    const text = stats('?perod=7d');
    assert.deepEqual(await found(text), ['warning query.unknownNear "perod"']);
    const after = await fixed(text);
    assert.equal(after['Replace by period'], stats('?period=7d'));
    assert.equal(after['Remove perod'], stats(''));
    assert.deepEqual(await found('GET /api/v1/user/balance?verbose=1\n'), ['warning query.unknown "verbose"']);
  });

  it('take a parameter out with its line, and leave a query that begins with "?"', async () => {
    const lines = 'GET /api/v1/sms/stats\n  ?colour=red\n  &period=7d\n  &shape=round\n  &source=api\n';
    const after = await fixed(lines);
    assert.equal(after['Remove colour'], 'GET /api/v1/sms/stats\n  ?period=7d\n  &shape=round\n  &source=api\n');
    assert.equal(after['Remove shape'], 'GET /api/v1/sms/stats\n  ?colour=red\n  &period=7d\n  &source=api\n');
  });

  it('propose the allowed values, the nearest first', async () => {
    const text = stats('?period=lastmonth');
    assert.deepEqual(await found(text), ['error query.value "lastmonth"']);
    const titles = (await diagnose(text))[0]?.fixes.map(({ title }) => title.args?.text);
    assert.equal(titles?.[0], 'last_month');
    assert.equal(titles?.length, 6);
    await fixed(text);
    await fixed(stats('?period='));
    await fixed(stats('?period'));
  });

  it('judge the value of a variable where it is known, and nothing where it is not', async () => {
    assert.deepEqual(await found(`@p = 8d\n\n${stats('?period={{p}}')}`), ['error query.value "{{p}}"']);
    assert.deepEqual(await found(`# @prompt p\n${stats('?period={{p}}')}`), []);
  });

  it('want whole numbers within their limits', async () => {
    const list = (query: string) => `GET /api/v1/sms/messages?${query}\n`;
    assert.deepEqual(await found(list('page=two')), ['error query.integer "two"']);
    assert.deepEqual(await found(list('page=0')), ['error query.low "0"']);
    assert.deepEqual(await found(list('limit=500')), ['warning query.high "500"']);
    assert.equal((await fixed(list('limit=500')))['Replace by 100'], list('limit=100'));
    await fixed(list('page=0'));
  });

  it('want days that exist', async () => {
    assert.deepEqual(await found(stats('?from=2026-02-30&to=2026-03-01')), ['error query.date "2026-02-30"']);
    assert.equal((await fixed(stats('?from=2026/2/8')))['Replace by 2026-02-08'], stats('?from=2026-02-08'));
    assert.equal((await fixed(stats('?from=20260208')))['Replace by 2026-02-08'], stats('?from=2026-02-08'));
  });

  it('know that from and to do not go with period, and follow each other', async () => {
    const both = stats('?period=7d&from=2026-02-01&to=2026-02-02');
    assert.deepEqual(await found(both), ['warning query.fromWithPeriod "period=7d"']);
    assert.equal((await fixed(both))['Remove period'], stats('?from=2026-02-01&to=2026-02-02'));
    const swapped = stats('?from=2026-02-03&to=2026-02-02');
    assert.deepEqual(await found(swapped), ['warning query.fromAfterTo "2026-02-02"']);
    assert.equal((await fixed(swapped))['Swap the two days'], stats('?from=2026-02-02&to=2026-02-03'));
  });

  it('tell of repeated parameters and of countries in small letters', async () => {
    assert.deepEqual(await found(stats('?country=us&country=DE')), [
      'warning query.country "us"',
      'warning query.repeated "country=DE"',
    ]);
    await fixed(stats('?country=us&country=DE'));
  });
});

describe('Diagnostics of headers', () => {
  it('tell of headers that the credential replaces, on our requests only', async () => {
    const headers = 'X-API-Key: a\nx-timestamp: 1\nX-Signature: b\nAuthorization: Bearer c\n';
    assert.deepEqual(
      (await diagnose(`GET /api/v1/user/balance\n${headers}`)).map(
        ({ problem, severity }) => `${severity} ${problem.code}`,
      ),
      Array(4).fill('warning diagnostic.header.replaced'),
    );
    assert.deepEqual(await found(`# @no-sign\nGET /api/v1/user/balance\n${headers}`), []);
    assert.deepEqual(await found(`GET https://example.com/\n${headers}`), []);
    assert.deepEqual(await found(`GET /api/v1/track\nX-Api-Token: x\n${headers}`), []);
    assert.equal(
      (await fixed('GET /api/v1/user/balance\nX-API-Key: a\nAccept: */*\n'))['Remove the line'],
      'GET /api/v1/user/balance\nAccept: */*\n',
    );
  });

  it('tell of names and values that HTTP does not allow, also where a variable brings them in', async () => {
    const text = '@n = a b\n@v = a\\nb\n\nGET https://example.com/\nX-{{n}}: 1\nX-V: {{v}}\n';
    assert.deepEqual(await found(text), ['error request.header.name "X-{{n}}"', 'error request.header.value "{{v}}"']);
  });

  it('want the tracker token', async () => {
    assert.deepEqual(await found('GET /api/v1/track\n'), ['warning header.trackerToken "GET /api/v1/track"']);
    await fixed('GET /api/v1/track\n');
  });

  it('want a whole number as workspace', async () => {
    assert.deepEqual(await found('GET /api/v1/user/balance\nX-Workspace-ID: main\n'), [
      'warning header.integer "main"',
    ]);
  });
});

describe('Diagnostics of credentials', () => {
  const balance = 'GET /api/v1/user/balance\n';

  it('name the nearest of an unknown credential', async () => {
    assert.deepEqual(await found(`# @credential prod-ue\n${balance}`), ['warning credential.unknownNear "prod-ue"']);
    assert.equal(
      (await fixed(`# @credential prod-ue\n${balance}`))['Replace by prod-eu'],
      `# @credential prod-eu\n${balance}`,
    );
    assert.deepEqual(await found(`# @credential somebody\n${balance}`), ['warning credential.unknown "somebody"']);
    assert.deepEqual(await found(`# @credential PROD-EU\n${balance}`), []);
  });

  it('say that a sandbox credential needs a running sandbox, without alarm', async () => {
    assert.deepEqual(await found(`# @credential sandbox\n${balance}`), ['info credential.sandbox "sandbox"']);
    assert.deepEqual(await found(`# @credential sandbox\n${balance}`, { credentials: [sandbox] }), []);
  });

  it('refuse a credential of another origin, as sending does', async () => {
    const text = `# @credential prod-eu\nGET https://staging.example/api/v1/user/balance\n`;
    const world = { credentials: [prod, staging] };
    assert.deepEqual(await found(text, world), ['error credential.otherOrigin "prod-eu"']);
    const after = await fixed(text, world);
    assert.deepEqual(Object.keys(after), ['Replace by staging', 'Remove the line']);
    assert.deepEqual(await found('# @credential prod-eu\nGET https://example.com/\n', world), [
      'error credential.otherOrigin "prod-eu"',
    ]);
  });

  it('know that some endpoints want a login', async () => {
    const world = { credentials: [prod, portal] };
    const text = '# @credential prod-eu\nGET /api/v1/user/workspaces\n';
    assert.deepEqual(await found(text, world), ['error credential.login "prod-eu"']);
    assert.ok('Replace by portal' in (await fixed(text, world)));
  });

  it('mention that a request without signature will be refused', async () => {
    assert.deepEqual(await found(`# @no-sign\n${balance}`), ['info credential.noSignKey "# @no-sign"']);
    await fixed(`# @no-sign\n${balance}`);
  });
});

describe('Diagnostics of bodies', () => {
  it('want a body where the API does, and write one', async () => {
    const text = 'POST /api/v1/sms/send\n';
    assert.deepEqual(await found(text), ['error body.missing "POST /api/v1/sms/send"']);
    const after = await fixed(text);
    assert.match(
      after['Add a body to fill in'] ?? '',
      /^POST \/api\/v1\/sms\/send\nContent-Type: application\/json\n\n\{\n {2}"to"/,
    );
    assert.deepEqual(await found(after['Add a body to fill in'] ?? ''), []);
    await fixed('PUT /api/v1/user/webhooks\nAccept: */*\n\n###\n');
  });

  it('warn of a body on GET', async () => {
    const text = 'GET /api/v1/user/balance\nContent-Type: application/json\n\n{}\n';
    assert.deepEqual(await found(text), ['warning body.onGet "{}"']);
    await fixed(text);
  });

  it('want a content type for what looks like JSON', async () => {
    const text = 'POST /api/v1/user/pricing\n\n{"a":1}\n';
    assert.deepEqual(await found(text), ['warning contentType.missing "{"a":1}"']);
    assert.equal(
      (await fixed(text))['Add the header Content-Type: application/json'],
      'POST /api/v1/user/pricing\nContent-Type: application/json\n\n{"a":1}\n',
    );
    assert.deepEqual(await found('POST https://example.com/\n\n[1]\n'), ['info contentType.missing "[1]"']);
    assert.deepEqual(await found('POST https://example.com/\n\nhello\n'), []);
  });

  it('want JSON where the API takes JSON', async () => {
    const text = 'POST /api/v1/user/auth\nContent-Type: text/plain\n\n{"login":"a","password":"b"}\n';
    assert.deepEqual(await found(text), ['warning contentType.notJson "text/plain"']);
    await fixed(text);
    assert.deepEqual(await found(send('{"to":["+14155551234"],"message":"Hi","sender_id":"MyApp"}')), []);
  });
});

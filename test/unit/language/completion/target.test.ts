import assert from 'node:assert/strict';
import { labels, one, proposed, taken } from './asking';

const sandbox = { name: 'sandbox', kind: 'hmac', origin: 'http://127.0.0.1:8023', live: false } as const;

describe('completion: targets', () => {
  it('offers the paths of the method first, behind {{baseUrl}}', () => {
    const [first] = labels('PUT |');
    assert.equal(first, '/api/v1/user/webhooks');
    assert.equal(taken('PUT |', '/api/v1/user/webhooks'), 'PUT {{baseUrl}}/api/v1/user/webhooks');
  });

  it('goes on with a path that is half typed', () => {
    assert.equal(taken('GET {{baseUrl}}/api/v1/sms/st|', '/api/v1/sms/stats'), 'GET {{baseUrl}}/api/v1/sms/stats');
    assert.equal(
      taken('GET /api/|v1/sms/messages?page=1 HTTP/1.1', '/api/v1/sms/stats'),
      'GET /api/v1/sms/stats?page=1 HTTP/1.1',
    );
    assert.equal(taken('GET {{baseUrl}}|', '/api/v1/track'), 'GET {{baseUrl}}/api/v1/track');
  });

  it('lets path parameters be typed over', () => {
    assert.equal(
      taken('GET {{baseUrl}}/|', '/api/v1/sms/status/{message_id}'),
      'GET {{baseUrl}}/api/v1/sms/status/‹1:message_id›',
    );
  });

  it('offers endpoints of other methods last, and puts the method right', () => {
    const marked = 'GET {{baseUrl}}/api/v1/sms/se|';
    assert.equal(taken(marked, 'POST /api/v1/sms/send'), 'POST {{baseUrl}}/api/v1/sms/send');
    const all = labels(marked);
    assert.ok(all.indexOf('POST /api/v1/sms/send') > all.indexOf('/api/v1/user/profile'));
    const [same, other] = [one(marked, '/api/v1/sms/stats'), one(marked, 'POST /api/v1/sms/send')];
    assert.deepEqual(other.replace, same.replace, 'what was typed matches neither better');
  });

  it('knows nothing of other methods where none is written', () => {
    assert.ok(!labels('/api/|').some((label) => label.startsWith('POST')));
  });

  it('leaves out what a variable in front of the path already holds', () => {
    const marked = '@host = https://restlink23telecom.com/api/v1\n\nGET {{host}}/sms/|';
    assert.ok(taken(marked, '/sms/stats').endsWith('GET {{host}}/sms/stats'));
    assert.ok(!labels(marked).includes('/action'), 'not below /api/v1');
  });

  it('offers {{baseUrl}} and the origins of credentials', () => {
    const given = { credentials: [sandbox] };
    assert.ok(labels('GET |', given).includes('{{baseUrl}}'));
    assert.equal(taken('GET http|', 'http://127.0.0.1:8023', given), 'GET http://127.0.0.1:8023/');
    assert.equal(one('GET |', 'http://127.0.0.1:8023', given).detail, 'credentials: sandbox');
    assert.equal(taken('GET https://re|', 'https://restlink23telecom.com'), 'GET https://restlink23telecom.com/');
    assert.ok(labels('GET https://restlink23telecom.com/|').includes('/api/v1/sms/stats'));
  });

  it('says nothing of paths on origins that are nobody’s here, and nothing behind the target', () => {
    assert.deepEqual(labels('GET https://example.com/|'), []);
    assert.deepEqual(labels('GET {{baseUrl}}/api/v1/sms/stats |'), []);
    assert.deepEqual(labels('GET {{unknown}}/|'), []);
  });

  it('marks deprecated endpoints and puts them behind the others of the method', () => {
    const get = proposed('GET /|').filter(({ label }) => label.startsWith('/'));
    assert.deepEqual(get.at(-1)?.label, '/api/v1/action/track');
    assert.ok(get.at(-1)?.deprecated);
  });
});

describe('completion: query parameters', () => {
  it('offers the parameters of the endpoint behind ? and &', () => {
    assert.deepEqual(labels('GET {{baseUrl}}/api/v1/user/webhooks/logs?|'), ['page', 'limit']);
    assert.equal(
      taken('GET {{baseUrl}}/api/v1/sms/stats?period=7d&so|', 'source'),
      'GET {{baseUrl}}/api/v1/sms/stats?period=7d&source=',
    );
  });

  it('offers them on further lines, also on a new one', () => {
    const marked = 'GET {{baseUrl}}/api/v1/sms/stats\n  ?period=7d\n  &sou|';
    assert.equal(taken(marked, 'source'), 'GET {{baseUrl}}/api/v1/sms/stats\n  ?period=7d\n  &source=');
    assert.equal(
      taken('GET {{baseUrl}}/api/v1/sms/stats\n  |', '?period'),
      'GET {{baseUrl}}/api/v1/sms/stats\n  ?period=',
    );
    assert.ok(labels('GET {{baseUrl}}/api/v1/sms/stats?page=1\n  |').includes('&period'));
  });

  it('leaves out those that are there, and puts from and to last beside period', () => {
    const after = labels('GET {{baseUrl}}/api/v1/sms/stats?period=7d&country=US&|');
    assert.ok(!after.includes('period') && !after.includes('country'));
    assert.deepEqual(after.slice(-2), ['from', 'to']);
    assert.ok(labels('GET {{baseUrl}}/api/v1/sms/stats?per|iod=7d').includes('period'), 'the one at the cursor');
  });

  it('keeps the value of a name that is changed', () => {
    assert.equal(taken('GET {{baseUrl}}/api/v1/sms/stats?fr|o=1', 'to'), 'GET {{baseUrl}}/api/v1/sms/stats?to=1');
  });

  it('tells type, default and meaning', () => {
    const limit = one('GET {{baseUrl}}/api/v1/sms/messages?|', 'limit');
    assert.equal(limit.detail, 'integer · 1 to 100 · default 25');
    assert.match(limit.documentation, /Rows per page\./);
    assert.ok(limit.again);
    assert.equal(one('GET {{baseUrl}}/api/v1/sms/messages?|', 'sender').again, false);
  });

  it('says nothing of the query of an unknown endpoint', () => {
    assert.deepEqual(labels('GET {{baseUrl}}/nothing?|'), []);
    assert.deepEqual(labels('GET https://example.com/x?|'), []);
  });
});

describe('completion: values of query parameters', () => {
  const details = (marked: string) => proposed(marked).map(({ label, detail }) => [label, detail]);

  it('are the allowed ones, each with what it means at that endpoint', () => {
    assert.deepEqual(details('GET {{baseUrl}}/api/v1/sms/messages?status=|').slice(0, 2), [
      ['delivered', 'DELIVRD'],
      ['undelivered', 'UNDELIV, REJECTD, DELETED, failed'],
    ]);
    assert.match(details('GET {{baseUrl}}/api/v1/sms/stats?status=|')[1]?.[1] ?? '', /UNKNOWN/);
    assert.deepEqual(details('GET {{baseUrl}}/api/v1/sms/stats?source=a|')[0], [
      'api',
      'sent through the API · default',
    ]);
  });

  it('replace the whole value and nothing else', () => {
    assert.equal(
      taken('GET {{baseUrl}}/api/v1/sms/stats?period=to|day&source=api', '30d'),
      'GET {{baseUrl}}/api/v1/sms/stats?period=30d&source=api',
    );
  });

  it('are days by the clock of the surroundings, fixed or moving with each send', () => {
    const days = details('GET {{baseUrl}}/api/v1/sms/stats?from=|');
    assert.deepEqual(days.slice(0, 3), [
      ['2026-02-13', 'today'],
      ['2026-02-12', 'yesterday'],
      ['2026-02-06', '7 days ago'],
    ]);
    assert.deepEqual(
      days.find(([label]) => label?.includes('-7 d')),
      ['{{$datetime "YYYY-MM-DD" -7 d}}', 'at each send: 7 days ago'],
    );
  });

  it('are default and limits of numbers, then variables', () => {
    const given = { variables: { environment: new Map([['rows', '50']]) } };
    assert.deepEqual(labels('GET {{baseUrl}}/api/v1/sms/messages?limit=|', given), [
      '25',
      '1',
      '100',
      '{{rows}}',
      '{{baseUrl}}',
    ]);
  });
});

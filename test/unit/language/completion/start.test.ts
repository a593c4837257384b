import assert from 'node:assert/strict';
import { endpoints, findEndpoint } from '../../../../src/catalog';
import { findingsOf, parse } from '../../../../src/http';
import { applied, atCursor, labels, one, proposed, taken } from './asking';

describe('completion: where a request may start', () => {
  it('offers methods first, and asks for a target once one is taken', () => {
    assert.deepEqual(labels('|').slice(0, 3), ['GET', 'POST', 'PUT']);
    assert.equal(taken('PO|', 'POST'), 'POST ');
    assert.ok(one('PO|', 'POST').again);
    assert.equal(taken('### One\nGE|\n', 'GET'), '### One\nGET \n');
  });

  it('replaces the method of a request line without touching its target', () => {
    assert.equal(taken('GE|T {{baseUrl}}/x', 'POST'), 'POST {{baseUrl}}/x');
    assert.deepEqual(labels('G|ET /x').at(-1), 'GRAPHQL');
  });

  it('offers the ready request of every endpoint under a separator of its own', () => {
    for (const endpoint of endpoints) {
      const label = `${endpoint.method} ${endpoint.path}`;
      const text = taken('GET /first\n\n|', label).replace(/‹\d+:([^›]*)›/g, '$1');
      const file = parse(text);
      assert.equal(file.requests.length, 2, text);
      const request = file.requests[1];
      assert.equal(request?.title, endpoint.title);
      const path = request?.requestLine.target.replace('{{baseUrl}}', '').split('?')[0] ?? '';
      assert.equal(findEndpoint(endpoint.method, path), endpoint);
      assert.deepEqual(findingsOf(file), []);
    }
  });

  it('lets path parameters and texts of the body be typed over', () => {
    assert.equal(
      taken('|', 'POST /api/v1/sms/send'),
      [
        '### Send SMS',
        'POST {{baseUrl}}/api/v1/sms/send',
        'Content-Type: application/json',
        '',
        '{',
        '  "to": [',
        '    "‹1:+14155551234›"',
        '  ],',
        '  "message": "‹2:Hello›",',
        '  "sender_id": "‹3:MyApp›"',
        '}',
      ].join('\n'),
    );
    assert.match(taken('|', 'GET /api/v1/sms/status/{message_id}'), /\/sms\/status\/‹1:api_42_\w+›$/);
  });

  it('adds no second separator below one that waits for its request', () => {
    assert.equal(taken('### Mine\n|', 'GET /api/v1/user/balance'), '### Mine\nGET {{baseUrl}}/api/v1/user/balance');
  });

  it('offers titles behind ###, with the request', () => {
    assert.equal(taken('### Bal|', 'Balance'), '### Balance\nGET {{baseUrl}}/api/v1/user/balance');
    assert.deepEqual(labels('### |\nGET /x'), [], 'the request is there already');
    assert.deepEqual(labels('###|'), []);
  });

  it('is found by method, path and title', () => {
    assert.match(one('|', 'GET /api/v1/user/balance').filter ?? '', /^GET \/api\/v1\/user\/balance Balance$/);
  });

  it('marks what is deprecated and says whom an endpoint lets in', () => {
    const deprecated = proposed('|').filter((completion) => completion.deprecated);
    assert.deepEqual(
      deprecated.map(({ label }) => label),
      ['GET /api/v1/action/track', 'POST /action'],
    );
    assert.match(one('|', 'POST /api/v1/sms/send').documentation, /Permission of the key: sms\.send/);
  });

  it('takes a single word below a request without body for the beginning of the next one', () => {
    const marked = 'GET /x\n\nGE|';
    const text = applied(atCursor(marked).text, one(marked, 'GET /api/v1/user/balance'));
    assert.equal(text, 'GET /x\n\n### Balance\nGET {{baseUrl}}/api/v1/user/balance');
    assert.ok(!labels(marked).includes('GET'), 'a method alone would be a body');
  });

  it('offers nothing in comments, scripts, titles of requests, and on blank lines above a request', () => {
    for (const marked of [
      '# GE|',
      '// |\nGET /x',
      '# note\n|\nGET /x',
      '< {%\n|\n%}\nGET /x',
      'GET /x\n\n> {%\n G|\n%}',
    ]) {
      assert.deepEqual(labels(marked), [], marked);
    }
  });
});

describe('completion: where a body may begin', () => {
  const head = 'POST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n';

  it('offers the body of the endpoint', () => {
    assert.deepEqual(labels(`${head}|`), ['Body of Send SMS']);
    assert.match(taken(`${head}|`, 'Body of Send SMS'), /\n\n\{\n {2}"to": \[\n {4}"‹1:\+14155551234›"/);
  });

  it('offers the next request where the endpoint takes no body', () => {
    assert.ok(labels('GET {{baseUrl}}/api/v1/user/balance\n\n|').includes('POST /api/v1/sms/send'));
    assert.ok(labels(`${head}{}\n|`).includes('POST /api/v1/sms/send'));
  });

  it('offers nothing inside of a message text', () => {
    assert.deepEqual(labels(`${head}{ "message": "Hello | there" }`), []);
    assert.deepEqual(labels(`${head}{ "message": "GET |" }`), []);
  });

  it('offers nothing on the line of a body file', () => {
    assert.deepEqual(labels(`${head}< ./bo|dy.json`), []);
  });
});

import assert from 'node:assert/strict';
import { endpoints, findEndpoint, isSendable } from '../../../src/catalog';
import { parse } from '../../../src/http';
import { endpointPage, requestLineOf, requestTemplate } from '../../../src/language';
import { sentence } from '../../../src/messages';

const template = (id: string) => requestTemplate(byId(id), sentence);
const page = (id: string) => endpointPage(byId(id), sentence);

function byId(id: string) {
  const endpoint = endpoints.find((candidate) => candidate.id === id);
  assert.ok(endpoint, id);
  return endpoint;
}

/** The only request of a text, which must be one that nothing is said about. */
function onlyRequest(text: string) {
  const file = parse(text);
  assert.equal(file.requests.length, 1, text);
  const [request] = file.requests;
  assert.ok(request);
  assert.deepEqual([...file.findings, ...request.findings], [], text);
  return request;
}

describe('the ready request of an endpoint', () => {
  for (const endpoint of endpoints) {
    it(`of ${endpoint.id} is one request to that endpoint, with nothing left to say about it`, () => {
      const request = onlyRequest(requestTemplate(endpoint, sentence));
      assert.equal(request.title, endpoint.title);
      assert.equal(request.requestLine.method, endpoint.method);
      const [, path = ''] = /^\{\{baseUrl\}\}([^?]*)/.exec(request.requestLine.target) ?? [];
      assert.equal(findEndpoint(endpoint.method, path), endpoint);
    });

    it(`of ${endpoint.id} has a JSON body exactly where the endpoint takes one`, () => {
      const { body, headers } = onlyRequest(requestTemplate(endpoint, sentence));
      assert.equal(body !== null, endpoint.body !== null);
      if (!body) return;
      const text = body.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
      assert.equal(typeof JSON.parse(text), 'object');
      assert.ok(headers.some(({ name, value }) => name === 'Content-Type' && value === 'application/json'));
    });
  }

  it('writes out the parameters with a documented default and offers the others as comments', () => {
    const { requestLine, comments } = onlyRequest(template('getStats'));
    assert.equal(requestLine.target, '{{baseUrl}}/api/v1/sms/stats?period=7d&source=api');
    assert.equal(comments.length, 7);
  });

  it('takes an optional parameter into the target once its # is removed', () => {
    const text = template('getStats').replace('#  &country=', '  &country=');
    assert.equal(onlyRequest(text).requestLine.target, '{{baseUrl}}/api/v1/sms/stats?period=7d&source=api&country=US');
  });

  it('fills a path with the documented example', () => {
    assert.equal(
      onlyRequest(template('getSmsStatus')).requestLine.target,
      '{{baseUrl}}/api/v1/sms/status/api_42_1743667200123456789_a3f8b2c1d9e45f67',
    );
  });

  it('takes the tracker token from a variable, never as a literal', () => {
    for (const endpoint of endpoints.filter(({ auth }) => auth.includes('trackerToken'))) {
      const header = onlyRequest(requestTemplate(endpoint, sentence)).headers.find(
        ({ name }) => name === 'X-Api-Token',
      );
      assert.equal(header?.value, '{{trackerToken}}');
    }
  });

  it('can be sent with nothing filled in where it is a GET without required parameters', () => {
    assert.equal(isSendable(byId('getBalance')), true);
    assert.equal(isSendable(byId('getStats')), true);
    assert.equal(isSendable(byId('getSmsStatus')), false);
    assert.equal(isSendable(byId('sendSms')), false);
    assert.equal(isSendable(byId('track')), false);
  });
});

describe('the page of an endpoint', () => {
  for (const endpoint of endpoints) {
    it(`of ${endpoint.id} holds its ready request and nothing else that could be sent`, () => {
      const text = endpointPage(endpoint, sentence);
      const shown = onlyRequest(text);
      const ready = onlyRequest(requestTemplate(endpoint, sentence));
      assert.equal(shown.requestLine.target, ready.requestLine.target);
      assert.deepEqual(
        shown.body?.parts.map((part) => part.kind === 'text' && part.text),
        ready.body?.parts.map((part) => part.kind === 'text' && part.text),
      );
      assert.equal(text.split('\n')[requestLineOf(text)]?.startsWith(`${endpoint.method} `), true);
    });

    it(`of ${endpoint.id} names the permission, the documentation and every error code`, () => {
      const text = endpointPage(endpoint, sentence);
      for (const fact of [endpoint.permission ?? '', endpoint.docs, ...endpoint.errors.flatMap(({ codes }) => codes)]) {
        assert.ok(text.includes(fact), fact);
      }
      for (const { name } of endpoint.parameters) assert.ok(text.includes(`#   ${name} `), name);
      assert.doesNotMatch(text, /undefined|\[object/);
    });
  }

  it('says what the members of a body are', () => {
    assert.match(page('sendSms'), /# {3}to +required · list of string · 1 to 100 items\n/);
    assert.match(
      page('updateWebhooks').replace(/\n# +/g, ' '),
      /signing_secret [^\n]*string \| null · 1 to 64 characters/,
    );
  });

  it('keeps comments within the width of a page', () => {
    for (const endpoint of endpoints) {
      for (const line of endpointPage(endpoint, sentence).split('\n')) {
        if (line.startsWith('#')) assert.ok(line.length <= 98, line);
      }
    }
  });
});

import assert from 'node:assert/strict';
import { requestExpression, requestsAskedFor } from '../../../../src/http';

const parts = (name: string) => {
  const expression = requestExpression(name);
  return expression && [expression.request, expression.side, expression.part, expression.rest];
};

describe('Variables of earlier exchanges', () => {
  it('are NAME.response.body, NAME.request.headers and the like', () => {
    assert.deepEqual(parts('send.response.body.$.messages[0].id'), ['send', 'response', 'body', '$.messages[0].id']);
    assert.deepEqual(parts('send.response.body'), ['send', 'response', 'body', '']);
    assert.deepEqual(parts('send.response.body.*'), ['send', 'response', 'body', '*']);
    assert.deepEqual(parts("send.response.body.$['a b']"), ['send', 'response', 'body', "$['a b']"]);
    assert.deepEqual(parts('send.request.headers.X-Foo'), ['send', 'request', 'headers', 'X-Foo']);
    assert.deepEqual(parts('my.send.response.body.//x'), ['my.send', 'response', 'body', '//x']);
    assert.deepEqual(parts('send.response.bodyguard'), ['send', 'response', 'other', '']);
    assert.deepEqual(parts('send.response'), ['send', 'response', 'other', '']);
  });

  it('are nothing else', () => {
    for (const name of ['send', 'send.body', 'send.responses.body', 'response.body', '$guid', 'a b.response.body']) {
      assert.equal(requestExpression(name), null, name);
    }
  });

  it('name the requests that a text asks for', () => {
    const text =
      '{{a.response.body.$.x}} {{% b.request.headers.y}} {{c.x}} {{c[0]}} d.response.body {{ a.response.body }} {{$env.X}} {{e}}';
    assert.deepEqual([...requestsAskedFor(text)], ['a', 'b', 'c']);
  });
});

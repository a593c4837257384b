import assert from 'node:assert/strict';
import { parse } from '../../../../src/http';
import { labels, one, proposed, taken } from './asking';

const environment = new Map([
  ['sender', 'MyApp'],
  ['trackerToken', 'abcdefghijkl'],
]);
const given = { variables: { environment } };

describe('completion: variables between braces', () => {
  it('are prompts, those of file and environment, and baseUrl, with their values', () => {
    const all = proposed('@greeting = Hi {{sender}}\n# @prompt code Which code?\nGET /x?a={{|}}', given);
    assert.deepEqual(
      all.slice(0, 5).map(({ label, detail }) => [label, detail]),
      [
        ['code', 'Which code?'],
        ['greeting', 'Hi MyApp'],
        ['sender', 'MyApp'],
        ['trackerToken', '••••••'],
        ['baseUrl', 'https://restlink23telecom.com'],
      ],
    );
  });

  it('show no secret, wherever it stands', () => {
    const shown = proposed('@all = x {{trackerToken}}\nGET /{{|}}', given)
      .map(({ detail }) => detail)
      .join();
    assert.ok(!shown.includes('abcdefgh'), shown);
  });

  it('show long values cut, and in one line', () => {
    const { detail } = one(`@long = ${'a\\n'.repeat(100)}\nGET /{{|}}`, 'long');
    assert.ok(detail.length <= 60 && !detail.includes('\n'));
  });

  it('close the braces where the editor did not', () => {
    assert.equal(taken('GET /{{se|', 'sender', given), 'GET /{{sender}}');
    assert.equal(taken('GET /{{se|}}', 'sender', given), 'GET /{{sender}}');
    assert.equal(taken('GET /{{ s|e }}/x', 'sender', given), 'GET /{{ sender }}/x');
    assert.equal(taken('GET /{{%|}}', 'sender', given), 'GET /{{%sender}}');
    assert.equal(taken('GET /{{se|/{{other}}', 'sender', given), 'GET /{{sender}}/{{other}}');
  });

  it('work in headers, bodies and values of other variables', () => {
    const body = 'POST /x\n\n{"a": "{{|", "b": "{{c}}"}';
    assert.equal(taken(body, 'sender', given), 'POST /x\n\n{"a": "{{sender}}", "b": "{{c}}"}');
    assert.equal(taken('POST /x\n\n{"a":{{|}', 'sender', given), 'POST /x\n\n{"a":{{sender}}}');
    assert.equal(taken('GET /x\nA: {{|', 'sender', given), 'GET /x\nA: {{sender}}');
    assert.equal(taken('@a = {{|\nGET /x', 'sender', given), '@a = {{sender}}\nGET /x');
    assert.equal(taken('curl https://x.y -H "A: {{|"', 'sender', given), 'curl https://x.y -H "A: {{sender}}"');
  });

  it('are not offered in comments and scripts', () => {
    for (const marked of ['# {{|\nGET /x', '### {{|\nGET /x', 'GET /x\n\n> {%\n {{|\n%}']) {
      assert.ok(!labels(marked, given).includes('sender'), marked);
    }
  });

  it('are not offered behind closed braces', () => {
    assert.ok(!labels('POST /x\n\n{{a}} |', given).includes('sender'));
  });
});

describe('completion: system variables', () => {
  it('come with a value that they might have', () => {
    assert.equal(one('GET /{{|}}', '$timestamp').detail, '1770978600');
    assert.equal(one('GET /{{|}}', '$datetime rfc1123').detail, 'Fri, 13 Feb 2026 10:30:00 GMT');
    assert.match(one('GET /{{|}}', '$guid').detail, /^[0-9a-f-]{36}$/);
  });

  it('let their arguments be typed over', () => {
    assert.equal(taken('GET /{{$ra|', '$randomInt 0 1000'), 'GET /{{$randomInt ‹1:0› ‹2:1000›}}');
    assert.equal(taken('GET /{{$da|}}', '$datetime "YYYY-MM-DD"'), 'GET /{{$datetime "‹1:YYYY-MM-DD›"}}');
    assert.equal(taken('GET /{{$datetime "Y|YYY"}}', '$timestamp'), 'GET /{{$timestamp}}');
  });

  it('are understood as they are inserted', () => {
    const built = proposed('GET /{{$|}}').filter(({ label }) => label.startsWith('$') && !/NAME$/.test(label));
    assert.ok(built.length > 8);
    for (const { label, detail } of built) assert.notEqual(detail, '', label);
  });
});

describe('completion: parts of earlier answers', () => {
  const file = '### send\nPOST {{baseUrl}}/api/v1/sms/send\nX-A: 1\n\n{}\n\n### next\nGET {{baseUrl}}/';

  it('begin with the names of the other requests', () => {
    assert.equal(taken(`${file}{{se|`, 'send'), `${file}{{send.response.`);
    assert.ok(one(`${file}{{se|`, 'send').again);
    assert.ok(!labels(`${file}{{|`).includes('next'));
  });

  it('are what is mostly taken, as long as nothing was sent', () => {
    const all = labels(`${file}{{send.|}}`);
    assert.equal(all[0], 'send.response.body.$.messages[0].message_id');
    for (const part of ['response.body.*', 'response.headers.Date', 'request.body.*', 'request.headers.X-A']) {
      assert.ok(all.includes(`send.${part}`), part);
    }
    const label = 'send.response.body.$.messages[0].message_id';
    assert.equal(taken(`${file}{{send.re|`, label), `${file}{{${label}}}`);
  });

  it('are the members of the last answer with their values, secrets masked', () => {
    const answer = '{"id":7,"list":[{"a b":"x"}],"token":"abcdefghijkl"}';
    const requestValue = (name: string) => (name === 'send.response.body.*' ? { value: answer } : undefined);
    const all = proposed(`${file}{{send.|}}`, { variables: { requestValue } });
    assert.deepEqual(
      all.slice(0, 3).map(({ label, detail }) => [label, detail]),
      [
        ['send.response.body.$.id', '7'],
        ["send.response.body.$.list[0]['a b']", 'x'],
        ['send.response.body.$.token', '••••••'],
      ],
    );
  });

  it('give way to a variable of that name', () => {
    assert.ok(labels(`@send.x = 1\n${file}{{send.x|}}`).includes('send.x'));
  });
});

describe('completion: definitions of variables', () => {
  it('offers names that are used and have no value', () => {
    const marked = '@|\n\nGET {{baseUrl}}/{{folder}}/{{id}}?a={{$guid}}&b={{id}}';
    assert.deepEqual(labels(marked), ['folder', 'id']);
    assert.ok(taken(marked, 'folder').startsWith('@folder = \n'));
    assert.ok(taken('@fo| = 1\nGET /{{folder}}', 'folder').startsWith('@folder = 1'));
  });

  it('offers nothing as value', () => {
    assert.deepEqual(labels('@a = |\nGET /{{b}}'), []);
  });
});

describe('completion: directives', () => {
  const credentials = [
    { name: 'other', kind: 'apiKey', origin: 'https://example.com', live: true },
    { name: 'prod', kind: 'hmac', origin: 'https://restlink23telecom.com', live: true },
  ] as const;

  it('are offered behind # @ and // @, with what they do', () => {
    assert.deepEqual(labels('# @|\nGET /x').slice(0, 3), ['name', 'credential', 'no-sign']);
    assert.equal(taken('// @ti|\nGET /x', 'timeout'), '// @timeout \nGET /x');
    assert.equal(taken('# @|\nGET /x', 'prompt'), '# @prompt ‹1:name› ‹2:question›\nGET /x');
    assert.match(one('# @|\nGET /x', 'note').documentation, /confirmation/);
  });

  it('are known to the parser', () => {
    for (const label of labels('# @|\nGET /x')) {
      const { findings } = parse(`# @${label} 5 s\nGET /x`).requests[0] ?? { findings: [] };
      assert.deepEqual(findings, [], label);
    }
  });

  it('are offered once, but for prompts', () => {
    const all = labels('# @no-log\n# @prompt a\n# @|\nGET /x');
    assert.ok(!all.includes('no-log') && all.includes('prompt'));
  });

  it('keep their value when only the name changes', () => {
    assert.equal(taken('# @time| 5 s\nGET /x', 'timeout'), '# @timeout 5 s\nGET /x');
  });

  it('take the names of credentials, those of the request’s origin first', () => {
    const all = proposed('# @credential |\nGET {{baseUrl}}/', { credentials });
    assert.deepEqual(
      all.map(({ label }) => label),
      ['prod', 'other'],
    );
    assert.equal(all[0]?.detail, 'API key + HMAC signature · https://restlink23telecom.com · live');
    assert.match(all[1]?.documentation ?? '', /goes elsewhere/);
    assert.equal(taken('# @credential ot|her\nGET /x', 'prod', { credentials }), '# @credential prod\nGET /x');
  });

  it('take times', () => {
    assert.ok(labels('# @timeout |\nGET /x').includes('30 s'));
    assert.equal(taken('# @timeout 1|0 s\nGET /x', '2 m'), '# @timeout 2 m\nGET /x');
  });

  it('are not offered below the request line, nor in plain comments', () => {
    assert.deepEqual(labels('GET /x\n# @|'), []);
    assert.deepEqual(labels('# mail me @|\nGET /x'), []);
    assert.deepEqual(labels('# @name |\nGET /x'), []);
  });
});

import assert from 'node:assert/strict';
import {
  type Environments,
  environmentFrom,
  environmentOfDotenv,
  parseDotenv,
  parseEnvironments,
  parseSettingsEnvironments,
} from '../../../../src/http';

function environments(text: string): Environments {
  const parsed = parseEnvironments(text);
  assert.ok('environments' in parsed, text);
  return parsed.environments;
}

const variables = (name: string | null, ...texts: string[]) => {
  const found = environmentFrom(texts.map(environments), name).variables;
  return found && Object.fromEntries(found);
};

describe('Environments', () => {
  it('hold their own variables and what $shared gives to all of them', () => {
    const text = '{"$shared":{"a":"1","b":"2"},"dev":{"b":"3"},"prod":{}}';
    assert.deepEqual(variables('dev', text), { a: '1', b: '3' });
    assert.deepEqual(variables('prod', text), { a: '1', b: '2' });
    assert.deepEqual(variables(null, text), { a: '1', b: '2' });
    assert.equal(variables('test', text), null);
    assert.deepEqual(environmentFrom([environments(text)], 'test').names, ['dev', 'prod']);
  });

  it('of the private file win, and those of an environment over what is shared', () => {
    const own = '{"dev":{"a":"public","b":"public"},"$shared":{"c":"shared"}}';
    const secret = '{"dev":{"b":"private","c":"private"}}';
    assert.deepEqual(variables('dev', own, secret), { a: 'public', b: 'private', c: 'private' });
    assert.deepEqual(variables('dev', secret, '{"$shared":{"b":"later"}}'), { b: 'private', c: 'private' });
  });

  it('reach what all of them share as {{$shared x}}', () => {
    const text =
      '{"$shared":{"host":"h","n":"s"},"dev":{"url":"https://{{$shared host}}/{{ $shared nope }}","n":"{{$shared n}}!"}}';
    assert.deepEqual(variables('dev', text), { host: 'h', n: 's!', url: 'https://h/{{ $shared nope }}' });
  });

  it('may hold objects and lists, whose parts are variables too; numbers keep their digits', () => {
    assert.deepEqual(variables('dev', '{"dev":{"user":{"id":9007199254740993,"tags":["a",{"b":true}]},"none":null}}'), {
      user: '{"id":9007199254740993,"tags":["a",{"b":true}]}',
      'user.id': '9007199254740993',
      'user.tags': '["a",{"b":true}]',
      'user.tags[0]': 'a',
      'user.tags[1]': '{"b":true}',
      'user.tags[1].b': 'true',
      none: 'null',
    });
  });

  it('leave out the blocks of JetBrains that hold no variables', () => {
    const text =
      '{"dev":{"host":"h","Security":{"Auth":{"x":{"Type":"OAuth2"}}},"SSLConfiguration":{"verifyHostCertificate":true}}}';
    assert.deepEqual(variables('dev', text), { host: 'h' });
    assert.deepEqual(variables('dev', '{"dev":{"Security":"high"}}'), { Security: 'high' });
  });

  it('have no value for what Visual Studio keeps elsewhere', () => {
    const text = '{"dev":{"a":{"provider":"AspnetUserSecrets","secretName":"x"},"b":{"provider":"mine"}}}';
    assert.deepEqual(variables('dev', text), { b: '{"provider":"mine"}', 'b.provider': 'mine' });
  });

  it('forgive comments and a comma too many, and say where they make no sense', () => {
    assert.deepEqual(variables('dev', '// mine\n{"dev":{"a":"1",},}'), { a: '1' });
    assert.deepEqual(parseEnvironments('{"dev":{"a":1 "b":2}}'), { wrong: 'json', offset: 14 });
    assert.deepEqual(parseEnvironments('[]'), { wrong: 'form', offset: 0 });
    assert.deepEqual(parseEnvironments('{"dev":"x"}'), { wrong: 'form', offset: 7 });
  });

  it('are found in settings of the editor', () => {
    const settings =
      '{ // mine\n"editor.tabSize": 2, "rest-client.environmentVariables": {"$shared":{"v":"1"},"dev":{}}, }';
    const parsed = parseSettingsEnvironments(settings);
    assert.ok(parsed && 'environments' in parsed);
    assert.deepEqual([...parsed.environments.keys()], ['$shared', 'dev']);
    assert.equal(parseSettingsEnvironments('{"a":1}'), null);
    assert.equal(parseSettingsEnvironments('[]'), null);
    assert.deepEqual(parseSettingsEnvironments('{'), { wrong: 'json', offset: 1 });
  });
});

describe('.env files', () => {
  it('belong to the environment of their ending, but for patterns of such files', () => {
    assert.equal(environmentOfDotenv('.env.staging'), 'staging');
    for (const name of ['.env', '.env.', '.env.example', '.env.local', '.env.dev.local', 'env.dev', 'x.env']) {
      assert.equal(environmentOfDotenv(name), null, name);
    }
  });

  it('are read with quotes, comments and export', () => {
    assert.deepEqual(Object.fromEntries(parseDotenv('# c\nA=1\nexport B="x y"\nC=\n')), { A: '1', B: 'x y', C: '' });
  });
});

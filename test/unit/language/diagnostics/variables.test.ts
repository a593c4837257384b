import assert from 'node:assert/strict';
import { diagnose, fixed, found } from './fixtures';

const GET = 'GET https://example.com/';

describe('Diagnostics of variables', () => {
  it('find every unresolved one: target, headers, body, file name, values of others', async () => {
    const text = [
      '@a = {{inValue}}',
      '',
      `POST https://{{inTarget}}/{{a}}`,
      '  ?x={{inQuery}}',
      'X-{{inName}}: {{inHeader}}',
      '',
      'text {{inBody}}',
      '< ./{{inFile}}.txt',
      '',
    ].join('\n');
    const lines = await found(text);
    assert.deepEqual(lines, [
      'error http.variable.unresolved "inValue"',
      'error http.variable.unresolved "inTarget"',
      'error variable.inner "a"',
      'error http.variable.unresolved "inQuery"',
      'error http.variable.unresolved "inName"',
      'error http.variable.unresolved "inHeader"',
      'error http.variable.unresolved "inBody"',
      'error http.variable.unresolved "inFile"',
    ]);
  });

  it('know every source', async () => {
    const text = `# @prompt asked\n${GET}{{asked}}{{file}}{{env}}{{given}}{{$guid}}{{baseUrl}}\n\n###\n@file = {{env}}\n`;
    assert.deepEqual(await found(text, { environment: { env: '1' }, overrides: { given: '2' } }), []);
  });

  it('say nothing of comments, scripts, titles and what is not sent', async () => {
    const text = `### {{title}}\n# {{comment}}\n${GET}\n\n> {%\n {{script}}\n%}\n`;
    assert.deepEqual(
      (await found(text)).filter((line) => line.includes('variable')),
      [],
    );
  });

  it('propose the nearest name, and a definition', async () => {
    const text = `@message = hi\n\n### A\n# @name a\n${GET}{{mesage}}\n`;
    const after = await fixed(text);
    assert.equal(after['Replace by message'], text.replace('mesage', 'message'));
    assert.equal(
      after['Define mesage in this file'],
      `@message = hi\n\n### A\n# @name a\n@mesage = \n${GET}{{mesage}}\n`,
    );
    await fixed(`@a = {{b}}\n\n${GET}{{a}}\n`);
  });

  it('tell of cycles', async () => {
    const text = `@a = {{b}}\n@b = {{a}}\n\n${GET}{{a}}\n`;
    assert.deepEqual(
      (await found(text)).map((line) => line.split(' ')[1]),
      ['http.variable.cycle', 'http.variable.cycle', 'http.variable.cycle'],
    );
  });

  it('tell of system variables that do not exist, and of wrong arguments', async () => {
    assert.deepEqual(await found(`${GET}{{$gid}}\n`), ['error http.variable.unknownSystem "$gid"']);
    assert.equal((await fixed(`${GET}{{$gid}}\n`))['Replace by $guid'], `${GET}{{$guid}}\n`);
    assert.deepEqual(await found(`${GET}{{$randomInt 5 1}}\n`), ['error http.variable.arguments "$randomInt 5 1"']);
    assert.deepEqual(await found(`${GET}{{$processEnv NOPE}}\n`), [
      'error http.variable.noEnvironment "$processEnv NOPE"',
    ]);
  });

  it('wait for answers of requests of this file, and know those of no request', async () => {
    const chained = (name: string) => `# @name send\n${GET}\n\n###\n${GET}{{${name}.response.body.$.id}}\n`;
    assert.deepEqual(await found(chained('send')), []);
    assert.deepEqual(await found(chained('sned')), ['error variable.noRequest "sned.response.body.$.id"']);
    assert.equal((await fixed(chained('sned')))['Replace by send'], chained('send'));
    assert.deepEqual(
      (await found(`### send\n${GET}\n\n### send\n${GET}{{send.response.body.$.id}}\n`)).filter((line) =>
        line.startsWith('error'),
      ),
      ['error variable.ambiguousRequest "send.response.body.$.id"'],
    );
  });

  it('values may refer to what a request that uses them asks for', async () => {
    assert.deepEqual(await found(`@url = https://{{host}}/\n\n###\n# @prompt host\nGET {{url}}\n`), []);
  });

  it('names given twice are told of where they were given; titles may repeat', async () => {
    const text = `# @name a\n${GET}\n\n###\n# @name a\n${GET}\n\n### a\n${GET}\n`;
    assert.deepEqual(await found(text), ['warning name.repeated "a"', 'warning name.repeated "a"']);
    assert.deepEqual(await found(`### a\n${GET}\n\n### a\n${GET}\n`), []);
    const two = `# @name a\n${GET}\n\n###\n# @name a\n${GET}\n`;
    assert.equal((await diagnose(two)).length, 2);
    await fixed(two);
  });
});

import assert from 'node:assert/strict';
import { type EnvironmentFolder, readEnvironments } from '../../../src/engine';
import { parseEnvironments } from '../../../src/http';
import { sentence } from '../../../src/messages';

type Files = Readonly<Record<string, string | { unreadable: string }>>;

function folder(name: string, files: Files): EnvironmentFolder {
  return {
    names: async () => Object.keys(files),
    read: async (file) => files[file] ?? null,
    label: (file) => `${name}/${file}`,
  };
}

/** Environments of some folders, the nearest first. */
const read = (folders: readonly Files[], setting?: string) =>
  readEnvironments(
    folders.map((files, i) => folder('abc'.charAt(i), files)),
    setting === undefined ? [] : [{ label: 'settings', text: setting, parsed: parseEnvironments(setting) }],
  );

const [PUBLIC, PRIVATE] = ['http-client.env.json', 'http-client.private.env.json'];

describe('Environments around a file', () => {
  it('of nearer folders win over their parents, private over public, files over settings', async () => {
    const set = await read(
      [
        { [PUBLIC]: '{"dev":{"a":"near"}}', [PRIVATE]: '{"dev":{"b":"near private"}}' },
        { [PUBLIC]: '{"dev":{"a":"far","b":"far","c":"far"},"prod":{}}', [PRIVATE]: '{"dev":{"c":"far private"}}' },
      ],
      '{"dev":{"a":"s","d":"setting"},"$shared":{"e":"shared"}}',
    );
    assert.deepEqual(Object.fromEntries(set.variables('dev').environment), {
      e: 'shared',
      a: 'near',
      d: 'setting',
      b: 'near private',
      c: 'far private',
    });
    assert.deepEqual(Object.fromEntries(set.variables(null).environment), { e: 'shared' });
    assert.deepEqual(Object.fromEntries(set.variables('unknown').environment), { e: 'shared' });
  });

  it('are listed with all that define them, the strongest first, without $shared', async () => {
    const set = await read(
      [{ [PUBLIC]: '{"dev":{},"$shared":{}}', '.env.dev': 'A=1', '.env.stage': '' }, { [PRIVATE]: '{"dev":{}}' }],
      '{"prod":{}}',
    );
    assert.deepEqual(set.known, [
      { name: 'dev', sources: [`a/${PUBLIC}`, `b/${PRIVATE}`, 'a/.env.dev'] },
      { name: 'prod', sources: ['settings'] },
      { name: 'stage', sources: ['a/.env.stage'] },
    ]);
    assert.deepEqual([set.knows('stage'), set.knows('$shared'), set.knows('x')], [true, false, false]);
  });

  it('take .env from the nearest folder that has one; .env.NAME adds what belongs to the selected one, and wins', async () => {
    const set = await read([
      { '.env.dev': 'B=dev\nC=dev' },
      { '.env': 'A=all\nB=all', '.env.dev': 'Z=far', '.env.example': 'B=example' },
    ]);
    assert.deepEqual(Object.fromEntries(set.variables('dev').dotenv), { B: 'dev', C: 'dev' });
    assert.deepEqual(Object.fromEntries(set.variables(null).dotenv), { A: 'all', B: 'all' });
    const both = await read([{ '.env': 'A=all\nB=all', '.env.dev': 'B=dev' }]);
    assert.deepEqual(Object.fromEntries(both.variables('dev').dotenv), { A: 'all', B: 'dev' });
    assert.deepEqual(Object.fromEntries(both.variables('prod').dotenv), { A: 'all', B: 'all' });
  });

  it('say which file makes no sense, and where; the others still count', async () => {
    const set = await read([
      {
        [PUBLIC]: '{"dev":{"a":"1"}}',
        [PRIVATE]: '{\n  "dev": {\n    "b": oops\n  }\n}',
        '.env': { unreadable: 'permission was denied' },
      },
      { [PUBLIC]: '{"dev":\r\n["a"]}' },
    ]);
    assert.equal(set.variables('dev').environment.get('a'), '1');
    assert.deepEqual(set.broken.map(({ line, column, problem }) => [line, column, sentence(problem)]).sort(), [
      [1, 1, 'a/.env cannot be read, and its variables are left out: permission was denied.'],
      [
        2,
        1,
        `b/${PUBLIC}:2:1 must be an object of variables, as in { "dev": { "host": "…" } }. The variables of this file are left out.`,
      ],
      [3, 10, `a/${PRIVATE}:3:10 is no valid JSON from here on. Its variables are left out.`],
    ]);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCommand } from '../../../src/cli/commands/parse';
import { CommandError } from '../../../src/cli/exit';
import { actual, type Expected, FOLDER, fixtureNames, textOf } from './fixture';

/** The rows of the dialect, and the numbers of the files that show each of them. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  separator: ['01', '02', '03', '04', '65', '91'],
  comment: ['05', '06', '07', '11', '23', '88'],
  directive: ['04', '07', '08', '09', '10', '11', '12', '85', '86', '87'],
  'request line': ['13', '14', '15', '16', '17', '18', '19', '20', '86', '89'],
  'target over several lines': ['21', '22', '23', '24'],
  'relative target': ['25', '26', '27'],
  headers: ['28', '29', '30', '31', '32', '33', '85', '94'],
  'Content-Length': ['34'],
  body: ['03', '32', '35', '36', '37', '38', '39', '67', '95', '98'],
  'comment lines in a body': ['40', '41', '42', '43', '44', '50', '61'],
  'form bodies': ['45', '46', '47', '48'],
  multipart: ['49', '50', '51', '52', '73'],
  'body from a file': ['53', '54', '55', '56', '57', '58', '62'],
  GraphQL: ['59', '60', '61', '62'],
  scripts: ['63', '64', '65', '66', '67', '86', '87'],
  'variable after a body': ['52', '68'],
  'missing separator': ['69', '70'],
  curl: ['71', '72', '73', '74', '75', '76'],
  'variable definition': ['24', '33', '44', '48', '54', '77', '78', '79', '84', '85', '88'],
  'variable order': ['80'],
  'system variables': ['81'],
  environments: ['83'],
  'unresolved variables': ['82'],
  'any bytes': ['37', '38', '39', '90', '91', '92', '93', '94', '95', '96', '97', '98'],
  'parse output': ['99'],
};

const names = fixtureNames();

function expectedOf(name: string): Expected {
  const read: Expected = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
  // What a file does not speak of is not there.
  return { ...{ variables: [], nodes: [], findings: [] }, ...read };
}

describe('http: the files of test/fixtures/http', () => {
  it('are at least sixty, and show every row of the language', () => {
    assert.ok(names.length >= 60, `${names.length} files`);
    const numbers = new Set(names.map((name) => name.slice(0, 2)));
    assert.equal(numbers.size, names.length, 'each number stands for one file');
    for (const [row, shown] of Object.entries(ROWS)) {
      assert.ok(shown.length > 0, row);
      for (const number of shown) assert.ok(numbers.has(number), `${row}: no file ${number}`);
    }
    const used = new Set(Object.values(ROWS).flat());
    for (const number of numbers) assert.ok(used.has(number), `${number} shows no row`);
  });

  for (const name of names) {
    const { _why, ...expected } = expectedOf(name);
    it(`${name}: ${_why}`, async () => {
      assert.deepEqual(plain(await actual(textOf(name), expected.sent !== undefined)), expected);
    });
  }
});

describe('restlink parse, on the files of test/fixtures/http', () => {
  const run = async (name: string) => {
    const lines: string[] = [];
    const terminal = { result: (line: string) => void lines.push(line) };
    const code = await parseCommand({ cwd: FOLDER, env: {}, terminal }, `${name}.http`, { json: true });
    return { code, lines };
  };

  it('prints one object for each request, and exits with 0', async () => {
    for (const name of names) {
      const { parse } = expectedOf(name);
      if (parse.length === 0) continue;
      const { code, lines } = await run(name);
      assert.equal(code, 0);
      assert.deepEqual(
        lines.map((line) => JSON.parse(line)),
        parse,
        name,
      );
    }
  });

  it('exits with 2 where a file holds no request', async () => {
    for (const name of names) {
      if (expectedOf(name).parse.length > 0) continue;
      await assert.rejects(run(name), (error) => error instanceof CommandError && error.exitCode === 2, name);
    }
  });
});

/** As JSON holds it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

// The diagnostics against the sample files of the language: each row of http-dialect has one.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../../../src/http';
import { sentence } from '../../../../src/messages';
import { prepareRequest } from '../../../../src/request';
import { afterFix, diagnose, LIVE, surroundings, type World } from './fixtures';

const folder = join(__dirname, '../../../fixtures/http');
const names = readdirSync(folder).filter((name) => name.endsWith('.http'));

/** Body files are looked for in the folder of the fixtures. */
function around(text: string): World {
  const paths = [...text.matchAll(/^<(?:@\S*)?[ \t]+(.*\S)/gm)].map(([, path = '']) => path);
  return { files: paths.filter((path) => existsSync(join(folder, path))) };
}

describe('Diagnostics of the language', () => {
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');

    it(`${name}: what is not sent has an error, and what has none is sent`, async () => {
      const file = parse(text);
      const world = around(text);
      const { variables } = surroundings(world);
      const errors = (await diagnose(text, world)).filter(({ severity }) => severity === 'error');
      for (const node of file.requests) {
        const prepared = await prepareRequest(file, node, {
          variables,
          boundOrigin: LIVE,
          knownOrigins: new Set([LIVE]),
          bodyFiles: {
            read: async (path) =>
              world.files?.includes(path)
                ? { ok: true, bytes: readFileSync(join(folder, path)) }
                : { ok: false, reason: null },
          },
        });
        if (prepared.ok) continue;
        const isWaiting = prepared.findings.every(
          ({ problem }) =>
            problem.code === 'http.variable.noAnswer' ||
            node.directives.some(({ key, value }) => key === 'prompt' && value.split(/\s/)[0] === problem.args?.name),
        );
        if (isWaiting) continue;
        const told = errors.filter(({ start }) => start >= node.start && start <= node.end);
        const why = prepared.findings.map(({ problem }) => problem.code).join();
        assert.ok(told.length > 0, `${node.requestLine.method} ${node.requestLine.target} is not sent (${why})`);
      }
    });

    it(`${name}: each quick fix leaves less of what it is for`, async () => {
      const world = around(text);
      const before = await diagnose(text, world);
      const count = (all: typeof before, code: string) => all.filter(({ problem }) => problem.code === code).length;
      for (const { problem, fixes } of before) {
        for (const fix of fixes) {
          const { title } = fix;
          const after = await diagnose(afterFix(text, fix, world), world);
          const less = count(after, problem.code) < count(before, problem.code);
          assert.ok(less, `${sentence(title)} does not help against: ${sentence(problem)}`);
        }
      }
    });
  }
});

// `npm run check`: formatting and lint, types, import directions, unused code, licences. All of them run, then the verdict.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Processes } from './lib/processes.mjs';
import { root } from './lib/project.mjs';

const require = createRequire(import.meta.url);
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);

/** @type {Record<string, string[]>} tool → script and arguments */
const tools = {
  'Biome (formatting, lint)': [bin('@biomejs/biome/bin/biome'), 'check', '.'],
  'TypeScript (types)': [bin('typescript/bin/tsc'), '-p', '.'],
  'dependency-cruiser (import directions)': [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'src'],
  'knip (unused files, exports, dependencies)': [bin('knip/bin/knip.js')],
  'NOTICE (licences of what ships)': [join(root, 'scripts', 'notice.mjs'), '--check'],
};

async function main() {
  const processes = new Processes();
  processes.stopOnSignals();
  require('../openapi/generate.js').generateCatalog();
  const tests = [];
  for (const [title, command] of Object.entries(tools)) {
    const started = Date.now();
    const code = await processes.run(process.execPath, command, { cwd: root });
    const ms = Date.now() - started;
    console.log(`${code === 0 ? '✔' : '✘'} ${title} (${(ms / 1000).toFixed(1)} s)`);
    tests.push({ title, state: code === 0 ? 'passed' : 'failed', ms });
  }
  const failed = tests.filter((test) => test.state === 'failed').length;
  writeReport({ passed: tests.length - failed, failed, skipped: 0, tests });
  process.exitCode = failed === 0 ? 0 : 1;
}

/** @param {object} report in the form of test/support/reporter.js */
function writeReport(report) {
  const file = process.env.TEST_REPORT;
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 1)}\n`);
}

await main();

// mocha's spec reporter that also writes what happened as JSON to the file named by TEST_REPORT. A run without such a
// file counts as failed, whatever its exit code: an extension host that dies by a signal reports 0.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Mocha, { type MochaOptions, type Runner, type Test } from 'mocha';

type State = 'passed' | 'failed' | 'skipped';

/** What `npm test` reads; scripts/check.mjs writes the same. */
export interface Report {
  passed: number;
  failed: number;
  skipped: number;
  tests: { title: string; state: State; ms: number; error?: string }[];
  /** Those that failed and were tried once more, with why they failed. */
  retried: { title: string; error: string }[];
}

export class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const report: Report = { passed: 0, failed: 0, skipped: 0, tests: [], retried: [] };
    const add = (test: Test, state: State, error?: Error) => {
      report[state] += 1;
      const entry = { title: test.fullTitle(), state, ms: test.duration ?? 0 };
      report.tests.push(error ? { ...entry, error: textOf(error) } : entry);
    };
    runner.on('retry', (test, error) => {
      report.retried.push({ title: test.fullTitle(), error: textOf(error) });
      console.log(`    ↻ ${test.title}: ${error.message}`);
    });
    runner.on('pass', (test) => add(test, 'passed'));
    runner.on('pending', (test) => add(test, 'skipped'));
    runner.on('fail', (test, error) => add(test, 'failed', error));
    runner.once('end', () => write(report));
  }
}

function textOf(error: Error): string {
  return error.stack ?? String(error);
}

function write(report: Report): void {
  const file = process.env.TEST_REPORT;
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 1)}\n`);
}

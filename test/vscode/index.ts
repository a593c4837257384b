// The entry that VS Code calls inside the extension host. A new file of tests is added to `suites`.

import Mocha from 'mocha';
import { Reporter } from '../support/reporter';

const suites: readonly (() => Promise<unknown>)[] = [
  () => import('./activation.test'),
  () => import('./at-once.test'),
  () => import('./check-credential.test'),
  () => import('./credentials-tree.test'),
  () => import('./diagnose-refused.test'),
  () => import('./endpoints.test'),
  () => import('./explain.test'),
  () => import('./hostile-workspace.test'),
  () => import('./keep-credentials.test'),
  () => import('./keychain-states.test'),
  () => import('./language.test'),
  () => import('./manage-credentials.test'),
  () => import('./proxy.test'),
  () => import('./questions.test'),
  () => import('./sample.test'),
  () => import('./secrets.test'),
  () => import('./send.test'),
  () => import('./sandbox.test'),
  () => import('./variables.test'),
  () => import('./waiting.test'),
  () => import('./window-credentials.test'),
];

/** Runs every suite; mocha's reporter writes the JSON report that counts. Rejects when a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    reporter: Reporter,
    forbidOnly: true,
    ...(process.env.TEST_GREP ? { grep: process.env.TEST_GREP } : {}),
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of suites) await load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

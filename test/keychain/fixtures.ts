import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createKeychain, type Keychain, KeychainError, type KeychainOptions, type Secret } from '../../src/credentials';

/** The helper as it ships. */
export const helperPath = resolve(__dirname, '../../dist/keychain.js');
/** Under which our entries are found from outside. */
export const SERVICE = 'restlink-sms';
export const secret: Secret = {
  kind: 'hmac',
  key: 'sk_test_canary_key',
  secret: 'canary "ünïcode" ☃😀\nsecond line\r\n\tend',
};
export const simple: Secret = { kind: 'apiKey', key: 'sk_test_simple' };

/** For `assert.rejects`: a KeychainError in this state. */
export const inState = (expected: string) => (error: unknown) => {
  assert.ok(error instanceof KeychainError, String(error));
  assert.equal(error.state, expected);
  return true;
};

/** Opens keychains for the tests of a suite and closes them after each. */
export function keychains(): (env: NodeJS.ProcessEnv, over?: Partial<KeychainOptions>) => Keychain {
  const opened: Keychain[] = [];
  before(() => assert.ok(existsSync(helperPath), 'dist/keychain.js is missing: npm run build'));
  afterEach(() => {
    for (const keychain of opened.splice(0)) keychain.dispose();
  });
  return (env, over = {}) => {
    const keychain = createKeychain({
      helperPath,
      env,
      timeoutMs: 10_000,
      noticeMs: 5_000,
      idleMs: 30_000,
      onWaiting: () => {},
      ...over,
    });
    opened.push(keychain);
    return keychain;
  };
}

/** The helper processes of this process that are alive. */
export function helpers(): number[] {
  const children = execFileSync('ps', ['-o', 'pid=,stat=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return children
    .split('\n')
    .filter((line) => line.includes('keychain.js') && !/^\s*\d+\s+Z/.test(line))
    .map((line) => Number.parseInt(line, 10));
}

/** Waits until so many of them are left. */
export async function untilHelpers(count: number): Promise<void> {
  await until(() => helpers().length === count);
}

/** Waits until `condition` holds; fails after five seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const limit = Date.now() + 5_000;
  while (!(await condition())) {
    assert.ok(Date.now() < limit, 'it did not happen within five seconds');
    await delay(20);
  }
}

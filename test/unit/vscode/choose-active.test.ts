import assert from 'node:assert/strict';
import { type Credential, sandboxCredentials } from '../../../src/credentials';
import { chooseActive } from '../../../src/vscode/credentials/choose-active';

const own = (name: string, keyHint = 'sk_prod_…i9j0'): Credential => ({
  id: `id-of-${name}`,
  name,
  kind: 'hmac',
  origin: 'https://restlink23telecom.com',
  keyHint,
  store: 'osKeychain',
  created: '2026-01-01T00:00:00Z',
});
const sandbox = sandboxCredentials('http://127.0.0.1:8023', '2026-01-01T00:00:00Z');
const live = own('prod-eu');
const test = own('staging', 'sk_test_…77aa');

const cases: ReadonlyArray<readonly [string, readonly Credential[], string | null, string | null]> = [
  ['none where there is none', [], null, null],
  ['the one that was chosen', [live, test, ...sandbox], test.id, 'staging'],
  ['a chosen one of the sandbox', [live, ...sandbox], 'sandbox-plain', 'sandbox-plain'],
  ["the sandbox's where the person has none", sandbox, null, 'sandbox'],
  ["the sandbox's where the chosen one is gone and no other is left", sandbox, live.id, 'sandbox'],
  ["the sandbox's beside others while nothing was chosen", [live, ...sandbox], null, 'sandbox'],
  ['the only one of the person while no sandbox runs', [live], null, 'prod-eu'],
  ['the only one left where the chosen one is gone', [live], test.id, 'prod-eu'],
  ['none of several while nothing was chosen', [live, test], null, null],
  ['no live one in the place of a sandbox that was stopped', [live], 'sandbox', null],
  ['no live one in the place of any of its credentials', [live], 'sandbox-readonly', null],
  ['a test key in the place of a sandbox that was stopped', [test], 'sandbox', 'staging'],
];

describe('the active credential is', () => {
  for (const [title, credentials, chosen, expected] of cases) {
    it(title, () => assert.equal(chooseActive(credentials, chosen)?.name ?? null, expected));
  }
});

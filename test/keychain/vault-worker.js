// Works with credentials as a window does, in a process of its own: node vault-worker.js FOLDER NAME ROUNDS
// Prints the id of each credential that it removed again.
const { randomUUID } = require('node:crypto');
require('../support/register.js');
const { CredentialIndex, CredentialVault, createKeychain } = require('../../src/credentials/index.ts');
const { helperPath } = require('./fixtures.ts');

const [folder, name, rounds] = process.argv.slice(2);
const origin = 'https://restlink23telecom.com';

async function main() {
  const keychain = createKeychain({
    helperPath,
    env: process.env,
    timeoutMs: 30_000,
    noticeMs: 20_000,
    idleMs: 30_000,
    onWaiting: () => {},
  });
  const vault = new CredentialVault({
    index: new CredentialIndex(folder, Date.now),
    stores: { osKeychain: keychain },
    sandbox: { running: async () => null, watch: () => ({ dispose() {} }) },
    environment: null,
    now: Date.now,
    newId: randomUUID,
  });
  for (let i = 0; i < Number(rounds); i++) {
    const key = (what) => `sk_test_${name}_${what}_${String(i).padStart(4, '0')}`;
    const secret = { kind: 'apiKey', key: key('own') };
    const { id } = await vault.add({ name: `${name}-${i}`, kind: 'apiKey', origin, secret, store: 'osKeychain' });
    if (i % 10 === 0) await vault.replaceSecret('shared', { kind: 'apiKey', key: key('shared') });
    // Every other one goes again, so that what must be left is known.
    if (i % 2 === 1) {
      await vault.remove(id);
      console.log(id);
    }
  }
  keychain.dispose();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

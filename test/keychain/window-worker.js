// A window that is busy with credentials, as a process of its own: node window-worker.js FOLDER NAME ROUNDS SEED [replaces]
// Prints what it has left, as JSON: [id, name, key] of each. What it does follows from the seed; when, from the system.
require('../support/register.js');
const { randomUUID } = require('node:crypto');
const { resolve } = require('node:path');
const {
  CredentialError,
  CredentialIndex,
  CredentialVault,
  createKeychain,
  keychainTimes,
} = require('../../src/credentials/index.ts');

const [folder, window, rounds, seed, replaces] = process.argv.slice(2);
/** So many of its own it has at a time. */
const AT_A_TIME = 6;
/** What may happen where several windows want the same name. */
const OVERTAKEN = ['credential.nameTaken', 'credential.unknown', 'credential.busy', 'keychain.entryGone'];

const keychain = createKeychain({
  ...keychainTimes(true),
  helperPath: resolve(__dirname, '../../dist/keychain.js'),
  env: process.env,
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

/** Numbers from 0 to below 1 that follow from the seed (mulberry32). */
function numbers(state) {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function main() {
  const random = numbers(Number(seed));
  const pick = (list) => Math.floor(random() * list.length);
  const own = [];
  const add = (name, key) =>
    vault.add({
      name,
      kind: 'apiKey',
      origin: 'https://restlink23telecom.com',
      secret: { kind: 'apiKey', key },
      store: 'osKeychain',
    });
  for (let i = 0; i < Number(rounds); i++) {
    const { id, name } = await add(`${window}-${i}`, `key-${window}-${i}`);
    own.push({ id, name, key: `key-${window}-${i}` });
    if (i % 2 === 0) {
      const renamed = own[pick(own)];
      renamed.name = (await vault.rename(renamed.id, `${renamed.name.split(' ')[0]} ${i}`)).name;
    }
    if (own.length > AT_A_TIME) await vault.remove(own.splice(pick(own), 1)[0].id);
    if (random() < 0.1) {
      const replaced = own[pick(own)];
      replaced.key = `${replaced.key}'`;
      await vault.replaceSecret(replaced.id, { kind: 'apiKey', key: replaced.key });
    }
    if (random() < 0.2) await touchShared(random(), add, i);
  }
  keychain.dispose();
  process.stdout.write(JSON.stringify(own.map(({ id, name, key }) => [id, name, key])));
}

/** Something with a name that the other windows want, too. */
async function touchShared(which, add, i) {
  const secret = { kind: 'apiKey', key: `key-shared-${i}` };
  try {
    if (which < 0.4) await add('shared', secret.key);
    else if (which < 0.7 && replaces) await vault.replaceSecret('shared', secret);
    else await vault.remove('shared');
  } catch (error) {
    if (!(error instanceof CredentialError) || !OVERTAKEN.includes(error.problem.code)) throw error;
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

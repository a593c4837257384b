// Adds and removes credentials in a process of its own: node index-worker.js FOLDER NAME ROUNDS
require('../../support/register.js');
const { CredentialIndex } = require('../../../src/credentials/index.ts');

const [folder, name, rounds] = process.argv.slice(2);

async function main() {
  const index = new CredentialIndex(folder, Date.now);
  for (let i = 0; i < Number(rounds); i++) {
    const credential = {
      id: `${name}-${i}`,
      name: `${name}-${i}`,
      kind: 'apiKey',
      origin: 'https://restlink23telecom.com',
      keyHint: '…',
      store: 'osKeychain',
      created: new Date().toISOString(),
    };
    await index.add(credential);
    // Every other one goes again, so that what must be left is known.
    if (i % 2 === 1) await index.remove(credential.id);
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

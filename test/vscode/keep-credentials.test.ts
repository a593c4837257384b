import { strict as assert } from 'node:assert';
import { ConfigurationTarget, workspace } from 'vscode';
import { KeychainError } from '../../src/credentials';
import { addCredential } from '../../src/vscode/credentials/add';
import { duplicateCredential } from '../../src/vscode/credentials/duplicate';
import { keep } from '../../src/vscode/credentials/keep';
import { moveToKeychain } from '../../src/vscode/credentials/move';
import { whichCredential } from '../../src/vscode/credentials/named';
import { removeCredential } from '../../src/vscode/credentials/remove';
import { renameCredential } from '../../src/vscode/credentials/rename';
import { logInAgain, replaceSecret } from '../../src/vscode/credentials/replace';
import { chooseWorkspace } from '../../src/vscode/credentials/workspace';
import { until } from '../support/workbench/wait';
import { CredentialRig, signed } from './credential-rig';

const MISSING = { code: 'credential.notInEditor', args: { name: 'prod' } };

describe('where credentials are kept, and which is meant', () => {
  const rig = CredentialRig.here();

  describe('Move to the Keychain', () => {
    const setting = () => workspace.getConfiguration().get('restlink.credentialStore');

    for (const store of ['secretStorage', 'session'] as const) {
      it(`takes the secret out of ${store}`, async () => {
        const credential = await rig.add('prod', { store });
        assert.equal(await moveToKeychain(rig.parts, credential), true);
        assert.equal((await rig.byId(credential))?.store, 'osKeychain');
        assert.deepEqual(await rig.keychain.get(credential.id), { ...signed, origin: rig.sandbox.url });
        assert.equal(await rig.storage.get(credential.id), null);
        assert.equal(await rig.session.get(credential.id), null);
        assert.match(rig.person.told[0]?.text ?? '', /in the keychain of the system now, and nowhere else/);
        assert.deepEqual(rig.person.told[0]?.buttons, []);
      });
    }

    it('loses nothing when it fails, says so, and tries again', async () => {
      const credential = await rig.add('prod', { store: 'secretStorage' });
      rig.keychain.state = 'noService';
      rig.person.answer('Try Again', () => {
        rig.keychain.state = 'locked';
      });
      rig.person.answer(null);
      assert.equal(await moveToKeychain(rig.parts, credential), false);
      assert.deepEqual(
        rig.person.told.map(({ text }) => text),
        Array(2).fill('"prod" was not moved; its secret stays where it is.'),
      );
      assert.match(rig.person.told[0]?.detail ?? '', /No keychain runs/);
      assert.match(rig.person.told[1]?.detail ?? '', /locked/);
      assert.equal((await rig.byId(credential))?.store, 'secretStorage');
      assert.deepEqual(await rig.vault.secretOf(credential), signed);
    });

    it('says that another browser may hold what is missing here, until it is replaced', async () => {
      const credential = await rig.add('prod', { store: 'secretStorage' });
      await rig.storage.delete(credential.id);
      await assert.rejects(rig.parts.credentials.secretOf(credential), { problem: MISSING });
      assert.match((await rig.parts.credentials.list())[0]?.trouble ?? '', /in another browser or editor/);
      assert.equal(await moveToKeychain(rig.parts, credential), false);
      assert.match(rig.person.told[0]?.detail ?? '', /does not hold the secret of "prod"/);
      const replacing = replaceSecret(rig.parts, credential);
      await rig.person.type('Replace the Secret of prod', 'sk_test_sandbox_signed');
      await rig.person.type('Replace the Secret of prod', 'sandbox-secret');
      await replacing;
      assert.equal((await rig.parts.credentials.list())[0]?.trouble, null);
    });

    it('says that an old copy is left where it could not be deleted', async () => {
      const credential = await rig.add('prod', { store: 'secretStorage' });
      rig.storage.delete = () => Promise.reject(new KeychainError('unknown', 'no'));
      assert.equal(await moveToKeychain(rig.parts, credential), true);
      assert.match(
        rig.person.told[0]?.text ?? '',
        /was moved and works, but its old copy is still in the secret storage/,
      );
    });

    it('changes the setting only when the person says so', async () => {
      await workspace
        .getConfiguration()
        .update('restlink.credentialStore', 'secretStorage', ConfigurationTarget.Global);
      const [first, second] = [
        await rig.add('a', { store: 'secretStorage' }),
        await rig.add('b', { store: 'secretStorage' }),
      ];
      await moveToKeychain(rig.parts, first);
      assert.deepEqual(rig.person.told[0]?.buttons, ['Use the Keychain for New Ones Too']);
      assert.equal(setting(), 'secretStorage');
      rig.person.answer('Use the Keychain for New Ones Too');
      await moveToKeychain(rig.parts, second);
      await until('the setting', () => setting() === 'auto');
    });
  });

  describe('one that is asked for', () => {
    const which = { fits: () => true, title: 'Which', placeHolder: '', none: 'None fits.' };

    it('is the one that is named, or the one that is chosen', async () => {
      const [a, b] = [await rig.add('a'), await rig.add('b')];
      assert.deepEqual(await whichCredential(rig.parts, a.id, which), a);
      assert.deepEqual(await whichCredential(rig.parts, { entry: { credential: b } }, which), b);
      const asking = whichCredential(rig.parts, undefined, which);
      await rig.person.pick('Which', /b$/);
      assert.deepEqual(await asking, b);
    });

    it('is said not to be there, or not to fit', async () => {
      assert.equal(await whichCredential(rig.parts, undefined, which), null);
      const { id } = await rig.add('a');
      assert.equal(await whichCredential(rig.parts, undefined, { ...which, fits: () => false }), null);
      assert.equal(await whichCredential(rig.parts, id, { ...which, fits: () => false }), null);
      assert.equal(await whichCredential(rig.parts, 'gone', which), null);
      assert.deepEqual(
        rig.person.told.map(({ text }) => text),
        ['There is no credential yet.', 'None fits.', 'None fits.', 'That credential is no longer there.'],
      );
    });
  });

  describe('Add Credential', () => {
    const steps = ['added', null, 'sk_test_sandbox_signed', 'sandbox-secret', 'https://example.com'];

    for (const [left, step] of steps.entries()) {
      it(`leaves nothing behind when the rig.person leaves at step ${left + 1}`, async () => {
        const adding = addCredential(rig.parts);
        for (const [at, typed] of steps.slice(0, left).entries()) {
          await rig.person.step(at + 1);
          if (typed === null) await rig.person.pick('Add Credential', 'HMAC signature');
          else await rig.person.type('Add Credential', typed);
        }
        await rig.person.step(left + 1);
        await rig.person.escape(step ?? '');
        assert.equal(await adding, null);
        assert.deepEqual(await rig.names(), []);
        assert.deepEqual([rig.keychain.stored, rig.storage.stored], [0, 0]);
        assert.deepEqual(rig.person.told, []);
      });
    }
  });

  describe('where no keychain is to be had', () => {
    const keepIt = () => keep(rig.parts, 'prod', (store) => rig.add('prod', { store }));
    const set = (value: string) =>
      workspace.getConfiguration().update('restlink.credentialStore', value, ConfigurationTarget.Global);

    it('the storage of the editor is asked for once, and used from then on', async () => {
      rig.keychain.state = 'noService';
      rig.person.answer("Use the Editor's Storage");
      await keepIt();
      assert.deepEqual(rig.person.told[0]?.buttons, ["Use the Editor's Storage", 'Keep for This Session', 'Try Again']);
      assert.equal(workspace.getConfiguration().get('restlink.credentialStore'), 'secretStorage');
      await keep(rig.parts, 'second', (store) => rig.add('second', { store }));
      assert.equal(rig.person.told.length, 1);
      assert.equal(rig.storage.stored, 2);
    });

    it('nothing but the keychain is offered to whoever wants nothing else', async () => {
      await set('osKeychain');
      for (const state of ['noService', 'locked'] as const) {
        rig.keychain.state = state;
        assert.equal(await keepIt(), null);
      }
      assert.deepEqual(
        rig.person.told.map(({ buttons }) => buttons),
        [['Try Again'], ['Try Again']],
      );
      assert.deepEqual(await rig.names(), []);
    });

    it('a keychain that is merely locked is waited for, or the session used', async () => {
      rig.keychain.state = 'locked';
      rig.person.answer('Keep for This Session');
      await keepIt();
      assert.deepEqual(rig.person.told[0]?.buttons, ['Try Again', 'Keep for This Session']);
      assert.equal((await rig.vault.list()).credentials[0]?.store, 'session');
    });
  });

  it('is none in Restricted Mode: each command says so and touches no secret', async () => {
    const credential = await rig.add('prod', { store: 'secretStorage' });
    const login = await rig.addLogin('demo');
    const trust = Object.getOwnPropertyDescriptor(workspace, 'isTrusted');
    Object.defineProperty(workspace, 'isTrusted', { get: () => false, configurable: true });
    try {
      assert.equal(await addCredential(rig.parts), null);
      for (const run of [renameCredential, replaceSecret, duplicateCredential, moveToKeychain, removeCredential]) {
        assert.equal(await run(rig.parts, credential), false, run.name);
      }
      for (const run of [logInAgain, chooseWorkspace]) assert.equal(await run(rig.parts, login), false, run.name);
    } finally {
      if (trust) Object.defineProperty(workspace, 'isTrusted', trust);
    }
    assert.equal(rig.person.told.length, 8);
    for (const { text } of rig.person.told) assert.match(text, /^This window is in Restricted Mode/);
    assert.deepEqual(await rig.names(), ['prod', 'demo']);
  });

  it('is removed by its id, whatever another window calls it by now', async () => {
    const credential = await rig.add('staging');
    await rig.other.rename(credential.id, 'staging-eu');
    rig.person.answer('Remove');
    assert.equal(await removeCredential(rig.parts, credential), true);
    assert.deepEqual(await rig.names(), []);
    assert.equal(await rig.keychain.get(credential.id), null);
  });
});

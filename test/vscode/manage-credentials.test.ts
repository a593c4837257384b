import { strict as assert } from 'node:assert';
import { duplicateCredential } from '../../src/vscode/credentials/duplicate';
import { renameCredential } from '../../src/vscode/credentials/rename';
import { replaceSecret } from '../../src/vscode/credentials/replace';
import { chooseWorkspace } from '../../src/vscode/credentials/workspace';
import { CredentialRig, signed } from './credential-rig';

describe('what a person changes of a credential', () => {
  const rig = CredentialRig.here();

  describe('Rename', () => {
    it('gives another name and changes nothing else', async () => {
      const credential = await rig.add('staging');
      const renaming = renameCredential(rig.parts, credential);
      await rig.person.type('Rename staging', 'staging-eu');
      assert.equal(await renaming, true);
      assert.deepEqual(await rig.byId(credential), { ...credential, name: 'staging-eu' });
      assert.deepEqual(rig.person.told, []);
    });

    it('says that another window has taken the name meanwhile, and keeps what was typed', async () => {
      const credential = await rig.add('staging');
      const renaming = renameCredential(rig.parts, credential);
      await rig.person.input('Rename staging');
      await rig.other.add({
        name: 'Taken',
        kind: 'hmac',
        origin: rig.sandbox.url,
        secret: signed,
        store: 'osKeychain',
      });
      await rig.person.type('Rename staging', 'taken');
      const again = await rig.person.input('Rename staging');
      assert.equal(again.value, 'taken');
      assert.match(String(again.validationMessage), /There is a credential named "taken" already/);
      await rig.person.type('Rename staging', 'taken-too');
      assert.equal(await renaming, true);
      assert.deepEqual((await rig.names()).sort(), ['Taken', 'taken-too']);
    });

    it('says that another window has removed it meanwhile', async () => {
      const credential = await rig.add('staging');
      const renaming = renameCredential(rig.parts, credential);
      await rig.person.input('Rename staging');
      await rig.other.remove(credential.id);
      await rig.person.type('Rename staging', 'staging-eu');
      assert.equal(await renaming, false);
      assert.deepEqual(rig.person.told, [
        {
          text: '"staging" was not renamed.',
          detail: '"staging" is no longer there: it was removed in another window or by the command line.',
          modal: true,
          buttons: [],
        },
      ]);
    });

    it('leaves everything as it was when the person leaves', async () => {
      const credential = await rig.add('staging');
      const renaming = renameCredential(rig.parts, credential);
      (await rig.person.input('Rename staging')).hide();
      assert.equal(await renaming, false);
      assert.deepEqual(await rig.byId(credential), credential);
    });
  });

  describe('Replace Secret', () => {
    it('puts another secret in the place, proves it, and leaves the active credential alone', async () => {
      const active = await rig.add('active');
      const credential = await rig.add('staging', { secret: { ...signed, secret: 'wrong' } });
      await rig.parts.credentials.use(active.id);
      const replacing = replaceSecret(rig.parts, credential);
      await rig.person.type('Replace the Secret of staging', signed.kind === 'hmac' ? signed.key : '');
      await rig.person.type('Replace the Secret of staging', 'sandbox-secret');
      assert.equal(await replacing, true);
      assert.deepEqual(await rig.keychain.get(credential.id), { ...signed, origin: rig.sandbox.url });
      assert.match(rig.person.told[0]?.text ?? '', /^staging works: balance/);
      assert.deepEqual(rig.person.told[0]?.buttons, ['Use']);
      assert.equal(rig.parts.credentials.activeId(), active.id);
    });

    it('of one that was removed in another window meanwhile offers to add it again, with what was typed', async () => {
      const credential = await rig.add('staging');
      const replacing = replaceSecret(rig.parts, credential);
      await rig.person.type('Replace the Secret of staging', 'sk_test_sandbox_signed');
      await rig.person.input('Replace the Secret of staging');
      await rig.other.remove(credential.id);
      rig.person.answer('Add It Again');
      await rig.person.type('Replace the Secret of staging', 'sandbox-secret');
      assert.equal(await replacing, true);
      assert.equal(rig.person.told[0]?.text, 'The secret of "staging" was not stored.');
      assert.match(rig.person.told[0]?.detail ?? '', /is no longer there.*Nothing that you typed is lost/s);
      const [again] = (await rig.vault.list()).credentials;
      assert.equal(again?.name, 'staging');
      assert.equal(again.origin, credential.origin);
      assert.deepEqual(await rig.keychain.get(again.id), { ...signed, origin: rig.sandbox.url });
      assert.equal(await rig.keychain.get(credential.id), null);
    });

    it('goes on where a rename in another window came between, under the new name', async () => {
      const credential = await rig.add('staging');
      const replacing = replaceSecret(rig.parts, credential);
      await rig.person.type('Replace the Secret of staging', 'sk_test_sandbox_signed');
      await rig.other.rename(credential.id, 'staging-eu');
      await rig.person.type('Replace the Secret of staging', 'sandbox-secret');
      assert.equal(await replacing, true);
      assert.match(rig.person.told[0]?.text ?? '', /^staging-eu works/);
    });

    it('asks a login whether to log in or to paste a token', async () => {
      const credential = await rig.addLogin('demo');
      const { token } = (await rig.keychain.get(credential.id)) as { token: string };
      const replacing = replaceSecret(rig.parts, credential);
      assert.deepEqual(await rig.person.rows('Replace the Secret of demo'), [
        '$(account) Portal login',
        '$(clippy) Pasted token',
      ]);
      await rig.person.pick('Replace the Secret of demo', 'Pasted token');
      const box = await rig.person.input('Replace the Secret of demo');
      assert.equal(box.password, true);
      assert.deepEqual([box.step, box.totalSteps], [2, 2]);
      await rig.person.type('Replace the Secret of demo', token);
      assert.equal(await replacing, true);
      assert.match(rig.person.told[0]?.text ?? '', /^demo works/);
    });

    it('offers no other place when the keychain is locked, and tries again', async () => {
      const credential = await rig.add('staging');
      const replacing = replaceSecret(rig.parts, credential);
      await rig.person.type('Replace the Secret of staging', 'sk_test_sandbox_signed');
      await rig.person.input('Replace the Secret of staging');
      rig.keychain.state = 'locked';
      rig.person.answer('Try Again', () => {
        rig.keychain.state = null;
      });
      await rig.person.type('Replace the Secret of staging', 'sandbox-secret');
      assert.equal(await replacing, true);
      assert.deepEqual(rig.person.told[0]?.buttons, ['Try Again']);
      assert.match(rig.person.told[0]?.detail ?? '', /The keychain is locked/);
    });
  });

  describe('Duplicate to Another Origin', () => {
    it('asks for a free name and another origin, and binds the same secret to that', async () => {
      const credential = await rig.add('staging', { origin: 'http://127.0.0.1:1' });
      await rig.add('staging-2');
      const duplicating = duplicateCredential(rig.parts, credential);
      assert.equal((await rig.person.input('Duplicate staging')).value, 'staging-3');
      await rig.person.type('Duplicate staging', 'local');
      await rig.person.step(2);
      await rig.person.type('Duplicate staging', 'http://127.0.0.1:1/');
      assert.match(String((await rig.person.input('Duplicate staging')).validationMessage), /belongs already/);
      await rig.person.type('Duplicate staging', rig.sandbox.url);
      assert.equal(await duplicating, true);
      const twin = (await rig.vault.list()).credentials.find(({ name }) => name === 'local');
      assert.equal(twin?.origin, rig.sandbox.url);
      assert.deepEqual(await rig.keychain.get(twin.id), { ...signed, origin: rig.sandbox.url });
      assert.deepEqual(await rig.keychain.get(credential.id), { ...signed, origin: 'http://127.0.0.1:1' });
      assert.equal(rig.person.told.length, 1, 'loopback needs no confirmation');
    });

    it('asks once more before a key may go to a strange origin', async () => {
      const credential = await rig.add('staging');
      const duplicating = duplicateCredential(rig.parts, credential);
      await rig.person.type('Duplicate staging', 'strange');
      await rig.person.step(2);
      await rig.person.type('Duplicate staging', 'https://example.com');
      assert.equal(await duplicating, false);
      const [asked] = rig.person.told;
      assert.equal(asked?.text, 'Send what "staging" holds to https://example.com, too?');
      assert.match(asked.detail, /Whoever runs https:\/\/example\.com receives the key sk_test_…gned/);
      assert.deepEqual([asked.modal, asked.buttons], [true, ['Duplicate']]);
      assert.deepEqual(await rig.names(), ['staging']);
    });

    it('says why it cannot be read, and nothing is made', async () => {
      const credential = await rig.add('staging');
      const duplicating = duplicateCredential(rig.parts, credential);
      await rig.person.type('Duplicate staging', 'second');
      await rig.person.step(2);
      rig.keychain.state = 'locked';
      await rig.person.type('Duplicate staging', 'http://127.0.0.1:2');
      assert.equal(await duplicating, false);
      assert.equal(rig.person.told[0]?.text, '"staging" was not duplicated.');
      assert.match(rig.person.told[0].detail, /The keychain is locked/);
      assert.deepEqual(await rig.names(), ['staging']);
    });
  });

  describe('Choose Workspace', () => {
    it('lists those of the service, marks the main and the current one, and puts the main one without header first', async () => {
      const credential = await rig.addLogin('demo');
      let choosing = chooseWorkspace(rig.parts, credential);
      assert.deepEqual(await rig.person.rows('Workspace of demo'), [
        '$(circle-filled) Main workspace (no header) | current',
        '$(circle-outline) Main | main',
        '$(circle-outline) test-space',
      ]);
      await rig.person.pick('Workspace of demo', 'test-space');
      assert.equal(await choosing, true);
      const chosen = await rig.byId(credential);
      assert.deepEqual(chosen?.workspace, { id: 18, name: 'test-space' });

      choosing = chooseWorkspace(rig.parts, chosen);
      assert.deepEqual(await rig.person.rows('Workspace of demo'), [
        '$(circle-outline) Main workspace (no header)',
        '$(circle-outline) Main | main',
        '$(circle-filled) test-space | current',
      ]);
      await rig.person.pick('Workspace of demo', 'no header');
      assert.equal(await choosing, true);
      assert.equal((await rig.byId(credential))?.workspace, undefined);
    });

    it('says why there is no list, with Log In where that helps', async () => {
      const credential = await rig.add('demo', { kind: 'jwt', secret: { kind: 'jwt', token: 'a.b.c' } });
      assert.equal(await chooseWorkspace(rig.parts, credential), false);
      assert.match(rig.person.told[0]?.text ?? '', /^The workspaces of "demo" cannot be listed\. INVALID_TOKEN: /);
      assert.deepEqual(rig.person.told[0]?.buttons, ['Log In']);
    });
  });
});

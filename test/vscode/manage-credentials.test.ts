import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, ExtensionKind, type Memento, workspace } from 'vscode';
import {
  type Credential,
  CredentialIndex,
  CredentialVault,
  KeychainError,
  type KeychainState,
  type NewCredential,
  type Secret,
  type SecretStore,
  SessionStore,
} from '../../src/credentials';
import { createLocalSender, type LocalSender } from '../../src/engine';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { WindowCredentials } from '../../src/vscode/credentials';
import { addCredential } from '../../src/vscode/credentials/add';
import { duplicateCredential } from '../../src/vscode/credentials/duplicate';
import { keep } from '../../src/vscode/credentials/keep';
import { moveToKeychain } from '../../src/vscode/credentials/move';
import { whichCredential } from '../../src/vscode/credentials/named';
import { removeCredential } from '../../src/vscode/credentials/remove';
import { renameCredential } from '../../src/vscode/credentials/rename';
import { logInAgain, replaceSecret } from '../../src/vscode/credentials/replace';
import { chooseWorkspace } from '../../src/vscode/credentials/workspace';
import type { Parts } from '../../src/vscode/parts';
import { until } from '../support/workbench/wait';
import { Person } from './person';

const signed: Secret = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' };

const MISSING = { code: 'credential.notInEditor', args: { name: 'prod' } };

/** A keychain in memory, in whatever state. */
class Keychain implements SecretStore {
  state: KeychainState | null = null;
  private readonly inner = new SessionStore();
  private readonly ids = new Set<string>();

  /** How many secrets it holds. */
  get stored(): number {
    return this.ids.size;
  }

  get = (id: string) => this.guard(() => this.inner.get(id));
  set = (id: string, value: Secret) =>
    this.guard(async () => {
      this.ids.add(id);
      await this.inner.set(id, value);
    });
  delete = (id: string) =>
    this.guard(async () => {
      this.ids.delete(id);
      return this.inner.delete(id);
    });

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.state) throw new KeychainError(this.state);
    return work();
  }
}

describe('what a person does with a credential', () => {
  let folder: string;
  let sandbox: Sandbox;
  let sender: LocalSender;
  let person: Person;
  let keychain: Keychain;
  let storage: Keychain;
  /** This window, and another one on the same folder and stores. */
  let vault: CredentialVault;
  let other: CredentialVault;
  let parts: Parts;

  /** One for all: two senders with records of their own may sign the same request in the same second. */
  let senderFolder: string;

  before(async () => {
    sandbox = await startSandbox({});
    senderFolder = await mkdtemp(join(tmpdir(), 'manage-sender-'));
    sender = createLocalSender(senderFolder, '0.0.0');
  });
  after(async () => {
    sender.dispose();
    await sandbox.stop();
    await rm(senderFolder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'manage-'));
    [keychain, storage] = [new Keychain(), new Keychain()];
    [vault, other] = [open(), open()];
    const credentials = new WindowCredentials(vault, new MapMemento(), () => true);
    parts = {
      engine: { ...sender, sender: sender.sender, vault },
      credentials,
      context: { extension: { extensionKind: ExtensionKind.Workspace } },
      log: { info: () => undefined, warn: () => undefined },
      now: () => new Date(),
    } as unknown as Parts;
    person = new Person();
    person.meet();
  });

  afterEach(async () => {
    person.leave();
    parts.credentials.dispose();
    await workspace.getConfiguration().update('restlink.credentialStore', undefined, ConfigurationTarget.Global);
    await rm(folder, { recursive: true, force: true });
  });

  const session = new SessionStore();
  function open(): CredentialVault {
    return new CredentialVault({
      index: new CredentialIndex(folder, Date.now),
      stores: { osKeychain: keychain, secretStorage: storage, session },
      sandbox: { running: async () => null, watch: () => ({ dispose: () => undefined }) },
      environment: null,
      now: Date.now,
      newId: randomUUID,
    });
  }

  const add = (name: string, more: Partial<NewCredential> = {}) =>
    vault.add({ name, kind: 'hmac', origin: sandbox.url, secret: signed, store: 'osKeychain', ...more });

  /** A login at the sandbox. */
  async function addLogin(name: string): Promise<Credential> {
    const answer = await fetch(`${sandbox.url}/api/v1/user/auth`, {
      method: 'POST',
      body: JSON.stringify({ login: 'demo', password: 'demo' }),
    });
    const { token } = (await answer.json()) as { token: string };
    return add(name, { kind: 'jwt', secret: { kind: 'jwt', token } });
  }

  const byId = async ({ id }: Credential) => (await vault.list()).credentials.find((one) => one.id === id);
  const names = async () => (await vault.list()).credentials.map(({ name }) => name);

  describe('Rename', () => {
    it('gives another name and changes nothing else', async () => {
      const credential = await add('staging');
      const renaming = renameCredential(parts, credential);
      await person.type('Rename staging', 'staging-eu');
      assert.equal(await renaming, true);
      assert.deepEqual(await byId(credential), { ...credential, name: 'staging-eu' });
      assert.deepEqual(person.told, []);
    });

    it('says that another window has taken the name meanwhile, and keeps what was typed', async () => {
      const credential = await add('staging');
      const renaming = renameCredential(parts, credential);
      await person.input('Rename staging');
      await other.add({ name: 'Taken', kind: 'hmac', origin: sandbox.url, secret: signed, store: 'osKeychain' });
      await person.type('Rename staging', 'taken');
      const again = await person.input('Rename staging');
      assert.equal(again.value, 'taken');
      assert.match(String(again.validationMessage), /There is a credential named "taken" already/);
      await person.type('Rename staging', 'taken-too');
      assert.equal(await renaming, true);
      assert.deepEqual((await names()).sort(), ['Taken', 'taken-too']);
    });

    it('says that another window has removed it meanwhile', async () => {
      const credential = await add('staging');
      const renaming = renameCredential(parts, credential);
      await person.input('Rename staging');
      await other.remove(credential.id);
      await person.type('Rename staging', 'staging-eu');
      assert.equal(await renaming, false);
      assert.deepEqual(person.told, [
        {
          text: '"staging" was not renamed.',
          detail: '"staging" is no longer there: it was removed in another window or by the command line.',
          modal: true,
          buttons: [],
        },
      ]);
    });

    it('leaves everything as it was when the person leaves', async () => {
      const credential = await add('staging');
      const renaming = renameCredential(parts, credential);
      (await person.input('Rename staging')).hide();
      assert.equal(await renaming, false);
      assert.deepEqual(await byId(credential), credential);
    });
  });

  describe('Replace Secret', () => {
    it('puts another secret in the place, proves it, and leaves the active credential alone', async () => {
      const active = await add('active');
      const credential = await add('staging', { secret: { ...signed, secret: 'wrong' } });
      await parts.credentials.use(active.id);
      const replacing = replaceSecret(parts, credential);
      await person.type('Replace the Secret of staging', signed.kind === 'hmac' ? signed.key : '');
      await person.type('Replace the Secret of staging', 'sandbox-secret');
      assert.equal(await replacing, true);
      assert.deepEqual(await keychain.get(credential.id), { ...signed, origin: sandbox.url });
      assert.match(person.told[0]?.text ?? '', /^staging works: balance/);
      assert.deepEqual(person.told[0]?.buttons, ['Use']);
      assert.equal(parts.credentials.activeId(), active.id);
    });

    it('of one that was removed in another window meanwhile offers to add it again, with what was typed', async () => {
      const credential = await add('staging');
      const replacing = replaceSecret(parts, credential);
      await person.type('Replace the Secret of staging', 'sk_test_sandbox_signed');
      await person.input('Replace the Secret of staging');
      await other.remove(credential.id);
      person.answer('Add It Again');
      await person.type('Replace the Secret of staging', 'sandbox-secret');
      assert.equal(await replacing, true);
      assert.equal(person.told[0]?.text, 'The secret of "staging" was not stored.');
      assert.match(person.told[0]?.detail ?? '', /is no longer there.*Nothing that you typed is lost/s);
      const [again] = (await vault.list()).credentials;
      assert.equal(again?.name, 'staging');
      assert.equal(again.origin, credential.origin);
      assert.deepEqual(await keychain.get(again.id), { ...signed, origin: sandbox.url });
      assert.equal(await keychain.get(credential.id), null);
    });

    it('goes on where a rename in another window came between, under the new name', async () => {
      const credential = await add('staging');
      const replacing = replaceSecret(parts, credential);
      await person.type('Replace the Secret of staging', 'sk_test_sandbox_signed');
      await other.rename(credential.id, 'staging-eu');
      await person.type('Replace the Secret of staging', 'sandbox-secret');
      assert.equal(await replacing, true);
      assert.match(person.told[0]?.text ?? '', /^staging-eu works/);
    });

    it('asks a login whether to log in or to paste a token', async () => {
      const credential = await addLogin('demo');
      const { token } = (await keychain.get(credential.id)) as { token: string };
      const replacing = replaceSecret(parts, credential);
      assert.deepEqual(await person.rows('Replace the Secret of demo'), [
        '$(account) Portal login',
        '$(clippy) Pasted token',
      ]);
      await person.pick('Replace the Secret of demo', 'Pasted token');
      const box = await person.input('Replace the Secret of demo');
      assert.equal(box.password, true);
      assert.deepEqual([box.step, box.totalSteps], [2, 2]);
      await person.type('Replace the Secret of demo', token);
      assert.equal(await replacing, true);
      assert.match(person.told[0]?.text ?? '', /^demo works/);
    });

    it('offers no other place when the keychain is locked, and tries again', async () => {
      const credential = await add('staging');
      const replacing = replaceSecret(parts, credential);
      await person.type('Replace the Secret of staging', 'sk_test_sandbox_signed');
      await person.input('Replace the Secret of staging');
      keychain.state = 'locked';
      person.answer('Try Again', () => {
        keychain.state = null;
      });
      await person.type('Replace the Secret of staging', 'sandbox-secret');
      assert.equal(await replacing, true);
      assert.deepEqual(person.told[0]?.buttons, ['Try Again']);
      assert.match(person.told[0]?.detail ?? '', /The keychain is locked/);
    });
  });

  describe('Duplicate to Another Origin', () => {
    it('asks for a free name and another origin, and binds the same secret to that', async () => {
      const credential = await add('staging', { origin: 'http://127.0.0.1:1' });
      await add('staging-2');
      const duplicating = duplicateCredential(parts, credential);
      assert.equal((await person.input('Duplicate staging')).value, 'staging-3');
      await person.type('Duplicate staging', 'local');
      await person.step(2);
      await person.type('Duplicate staging', 'http://127.0.0.1:1/');
      assert.match(String((await person.input('Duplicate staging')).validationMessage), /belongs already/);
      await person.type('Duplicate staging', sandbox.url);
      assert.equal(await duplicating, true);
      const twin = (await vault.list()).credentials.find(({ name }) => name === 'local');
      assert.equal(twin?.origin, sandbox.url);
      assert.deepEqual(await keychain.get(twin.id), { ...signed, origin: sandbox.url });
      assert.deepEqual(await keychain.get(credential.id), { ...signed, origin: 'http://127.0.0.1:1' });
      assert.equal(person.told.length, 1, 'loopback needs no confirmation');
    });

    it('asks once more before a key may go to a strange origin', async () => {
      const credential = await add('staging');
      const duplicating = duplicateCredential(parts, credential);
      await person.type('Duplicate staging', 'strange');
      await person.step(2);
      await person.type('Duplicate staging', 'https://example.com');
      assert.equal(await duplicating, false);
      const [asked] = person.told;
      assert.equal(asked?.text, 'Send what "staging" holds to https://example.com, too?');
      assert.match(asked.detail, /Whoever runs https:\/\/example\.com receives the key sk_test_…gned/);
      assert.deepEqual([asked.modal, asked.buttons], [true, ['Duplicate']]);
      assert.deepEqual(await names(), ['staging']);
    });

    it('says why it cannot be read, and nothing is made', async () => {
      const credential = await add('staging');
      const duplicating = duplicateCredential(parts, credential);
      await person.type('Duplicate staging', 'second');
      await person.step(2);
      keychain.state = 'locked';
      await person.type('Duplicate staging', 'http://127.0.0.1:2');
      assert.equal(await duplicating, false);
      assert.equal(person.told[0]?.text, '"staging" was not duplicated.');
      assert.match(person.told[0].detail, /The keychain is locked/);
      assert.deepEqual(await names(), ['staging']);
    });
  });

  describe('Choose Workspace', () => {
    it('lists those of the service, marks the main and the current one, and puts the main one without header first', async () => {
      const credential = await addLogin('demo');
      let choosing = chooseWorkspace(parts, credential);
      assert.deepEqual(await person.rows('Workspace of demo'), [
        '$(circle-filled) Main workspace (no header) | current',
        '$(circle-outline) Main | main',
        '$(circle-outline) test-space',
      ]);
      await person.pick('Workspace of demo', 'test-space');
      assert.equal(await choosing, true);
      const chosen = await byId(credential);
      assert.deepEqual(chosen?.workspace, { id: 18, name: 'test-space' });

      choosing = chooseWorkspace(parts, chosen);
      assert.deepEqual(await person.rows('Workspace of demo'), [
        '$(circle-outline) Main workspace (no header)',
        '$(circle-outline) Main | main',
        '$(circle-filled) test-space | current',
      ]);
      await person.pick('Workspace of demo', 'no header');
      assert.equal(await choosing, true);
      assert.equal((await byId(credential))?.workspace, undefined);
    });

    it('says why there is no list, with Log In where that helps', async () => {
      const credential = await add('demo', { kind: 'jwt', secret: { kind: 'jwt', token: 'a.b.c' } });
      assert.equal(await chooseWorkspace(parts, credential), false);
      assert.match(person.told[0]?.text ?? '', /^The workspaces of "demo" cannot be listed\. INVALID_TOKEN: /);
      assert.deepEqual(person.told[0]?.buttons, ['Log In']);
    });
  });

  describe('Move to the Keychain', () => {
    const setting = () => workspace.getConfiguration().get('restlink.credentialStore');

    for (const store of ['secretStorage', 'session'] as const) {
      it(`takes the secret out of ${store}`, async () => {
        const credential = await add('prod', { store });
        assert.equal(await moveToKeychain(parts, credential), true);
        assert.equal((await byId(credential))?.store, 'osKeychain');
        assert.deepEqual(await keychain.get(credential.id), { ...signed, origin: sandbox.url });
        assert.equal(await storage.get(credential.id), null);
        assert.equal(await session.get(credential.id), null);
        assert.match(person.told[0]?.text ?? '', /in the keychain of the system now, and nowhere else/);
        assert.deepEqual(person.told[0]?.buttons, []);
      });
    }

    it('loses nothing when it fails, says so, and tries again', async () => {
      const credential = await add('prod', { store: 'secretStorage' });
      keychain.state = 'noService';
      person.answer('Try Again', () => {
        keychain.state = 'locked';
      });
      person.answer(null);
      assert.equal(await moveToKeychain(parts, credential), false);
      assert.deepEqual(
        person.told.map(({ text }) => text),
        Array(2).fill('"prod" was not moved; its secret stays where it is.'),
      );
      assert.match(person.told[0]?.detail ?? '', /No keychain runs/);
      assert.match(person.told[1]?.detail ?? '', /locked/);
      assert.equal((await byId(credential))?.store, 'secretStorage');
      assert.deepEqual(await vault.secretOf(credential), signed);
    });

    it('says that another browser may hold what is missing here, until it is replaced', async () => {
      const credential = await add('prod', { store: 'secretStorage' });
      await storage.delete(credential.id);
      await assert.rejects(parts.credentials.secretOf(credential), { problem: MISSING });
      assert.match((await parts.credentials.list())[0]?.trouble ?? '', /in another browser or editor/);
      assert.equal(await moveToKeychain(parts, credential), false);
      assert.match(person.told[0]?.detail ?? '', /does not hold the secret of "prod"/);
      const replacing = replaceSecret(parts, credential);
      await person.type('Replace the Secret of prod', 'sk_test_sandbox_signed');
      await person.type('Replace the Secret of prod', 'sandbox-secret');
      await replacing;
      assert.equal((await parts.credentials.list())[0]?.trouble, null);
    });

    it('says that an old copy is left where it could not be deleted', async () => {
      const credential = await add('prod', { store: 'secretStorage' });
      storage.delete = () => Promise.reject(new KeychainError('unknown', 'no'));
      assert.equal(await moveToKeychain(parts, credential), true);
      assert.match(person.told[0]?.text ?? '', /was moved and works, but its old copy is still in the secret storage/);
    });

    it('changes the setting only when the person says so', async () => {
      await workspace
        .getConfiguration()
        .update('restlink.credentialStore', 'secretStorage', ConfigurationTarget.Global);
      const [first, second] = [await add('a', { store: 'secretStorage' }), await add('b', { store: 'secretStorage' })];
      await moveToKeychain(parts, first);
      assert.deepEqual(person.told[0]?.buttons, ['Use the Keychain for New Ones Too']);
      assert.equal(setting(), 'secretStorage');
      person.answer('Use the Keychain for New Ones Too');
      await moveToKeychain(parts, second);
      await until('the setting', () => setting() === 'auto');
    });
  });

  describe('one that is asked for', () => {
    const which = { fits: () => true, title: 'Which', placeHolder: '', none: 'None fits.' };

    it('is the one that is named, or the one that is chosen', async () => {
      const [a, b] = [await add('a'), await add('b')];
      assert.deepEqual(await whichCredential(parts, a.id, which), a);
      assert.deepEqual(await whichCredential(parts, { entry: { credential: b } }, which), b);
      const asking = whichCredential(parts, undefined, which);
      await person.pick('Which', /b$/);
      assert.deepEqual(await asking, b);
    });

    it('is said not to be there, or not to fit', async () => {
      assert.equal(await whichCredential(parts, undefined, which), null);
      const { id } = await add('a');
      assert.equal(await whichCredential(parts, undefined, { ...which, fits: () => false }), null);
      assert.equal(await whichCredential(parts, id, { ...which, fits: () => false }), null);
      assert.equal(await whichCredential(parts, 'gone', which), null);
      assert.deepEqual(
        person.told.map(({ text }) => text),
        ['There is no credential yet.', 'None fits.', 'None fits.', 'That credential is no longer there.'],
      );
    });
  });

  describe('Add Credential', () => {
    const steps = ['added', null, 'sk_test_sandbox_signed', 'sandbox-secret', 'https://example.com'];

    for (const [left, step] of steps.entries()) {
      it(`leaves nothing behind when the person leaves at step ${left + 1}`, async () => {
        const adding = addCredential(parts);
        for (const [at, typed] of steps.slice(0, left).entries()) {
          await person.step(at + 1);
          if (typed === null) await person.pick('Add Credential', 'HMAC signature');
          else await person.type('Add Credential', typed);
        }
        await person.step(left + 1);
        await person.escape(step ?? '');
        assert.equal(await adding, null);
        assert.deepEqual(await names(), []);
        assert.deepEqual([keychain.stored, storage.stored], [0, 0]);
        assert.deepEqual(person.told, []);
      });
    }
  });

  describe('where no keychain is to be had', () => {
    const keepIt = () => keep(parts, 'prod', (store) => add('prod', { store }));
    const set = (value: string) =>
      workspace.getConfiguration().update('restlink.credentialStore', value, ConfigurationTarget.Global);

    it('the storage of the editor is asked for once, and used from then on', async () => {
      keychain.state = 'noService';
      person.answer("Use the Editor's Storage");
      await keepIt();
      assert.deepEqual(person.told[0]?.buttons, ["Use the Editor's Storage", 'Keep for This Session', 'Try Again']);
      assert.equal(workspace.getConfiguration().get('restlink.credentialStore'), 'secretStorage');
      await keep(parts, 'second', (store) => add('second', { store }));
      assert.equal(person.told.length, 1);
      assert.equal(storage.stored, 2);
    });

    it('nothing but the keychain is offered to whoever wants nothing else', async () => {
      await set('osKeychain');
      for (const state of ['noService', 'locked'] as const) {
        keychain.state = state;
        assert.equal(await keepIt(), null);
      }
      assert.deepEqual(
        person.told.map(({ buttons }) => buttons),
        [['Try Again'], ['Try Again']],
      );
      assert.deepEqual(await names(), []);
    });

    it('a keychain that is merely locked is waited for, or the session used', async () => {
      keychain.state = 'locked';
      person.answer('Keep for This Session');
      await keepIt();
      assert.deepEqual(person.told[0]?.buttons, ['Try Again', 'Keep for This Session']);
      assert.equal((await vault.list()).credentials[0]?.store, 'session');
    });
  });

  it('is none in Restricted Mode: each command says so and touches no secret', async () => {
    const credential = await add('prod', { store: 'secretStorage' });
    const login = await addLogin('demo');
    const trust = Object.getOwnPropertyDescriptor(workspace, 'isTrusted');
    Object.defineProperty(workspace, 'isTrusted', { get: () => false, configurable: true });
    try {
      assert.equal(await addCredential(parts), null);
      for (const run of [renameCredential, replaceSecret, duplicateCredential, moveToKeychain, removeCredential]) {
        assert.equal(await run(parts, credential), false, run.name);
      }
      for (const run of [logInAgain, chooseWorkspace]) assert.equal(await run(parts, login), false, run.name);
    } finally {
      if (trust) Object.defineProperty(workspace, 'isTrusted', trust);
    }
    assert.equal(person.told.length, 8);
    for (const { text } of person.told) assert.match(text, /^This window is in Restricted Mode/);
    assert.deepEqual(await names(), ['prod', 'demo']);
  });

  it('is removed by its id, whatever another window calls it by now', async () => {
    const credential = await add('staging');
    await other.rename(credential.id, 'staging-eu');
    person.answer('Remove');
    assert.equal(await removeCredential(parts, credential), true);
    assert.deepEqual(await names(), []);
    assert.equal(await keychain.get(credential.id), null);
  });
});

class MapMemento implements Memento {
  private readonly values = new Map<string, unknown>();
  keys = () => [...this.values.keys()];
  get<T>(key: string, fallback?: T): T {
    return (this.values.get(key) ?? fallback) as T;
  }
  async update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
  }
}

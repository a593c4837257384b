import { commands, type Disposable, l10n } from 'vscode';
import { type Credential, parseOrigin } from '../../credentials';
import type { CredentialEntry } from '../credentials-model';
import { DisposableList } from '../disposables';
import { Command, type CommandId } from '../ids';
import type { Parts } from '../parts';
import { addCredential, addLogin } from './add';
import { chooseCredential } from './choose';
import type { Draft } from './draft';
import { duplicateCredential } from './duplicate';
import { isMovable, moveToKeychain } from './move';
import { entryOf, isOwn, type Which, whichCredential } from './named';
import { removeCredential } from './remove';
import { renameCredential } from './rename';
import { logInAgain, replaceSecret } from './replace';
import { chooseWorkspace } from './workspace';

/**
 * Registers what a person does with credentials. Arguments: a row of the view *Credentials* or an id names the
 * credential; `{ origin }` fills the origin of a new one in. They answer whether something came of it.
 */
export function registerCredentialCommands(parts: Parts): Disposable {
  const owned = new DisposableList();
  const register = (command: CommandId, run: (argument: unknown) => Promise<boolean>) =>
    owned.add(commands.registerCommand(command, run));
  register(Command.addCredential, async (argument) => (await addCredential(parts, originIn(argument))) !== null);
  register(Command.logIn, (argument) => logIn(parts, argument));
  register(Command.switchCredential, () => switchCredential(parts));
  register(Command.useCredential, (argument) => use(parts, argument));
  for (const { command, run, which } of changes()) {
    register(command, async (argument) => {
      const credential = await whichCredential(parts, argument, which);
      return credential !== null && run(parts, credential);
    });
  }
  return owned;
}

interface Change {
  readonly command: CommandId;
  readonly which: Which;
  run(parts: Parts, credential: Credential): Promise<boolean>;
}

/** What is done with one of the person's own credentials, and how that one is asked for. */
function changes(): readonly Change[] {
  const any = { fits: () => true, none: '' };
  return [
    {
      command: Command.renameCredential,
      run: renameCredential,
      which: { ...any, title: l10n.t('Rename Credential'), placeHolder: l10n.t('Which one gets another name?') },
    },
    {
      command: Command.replaceSecret,
      run: replaceSecret,
      which: { ...any, title: l10n.t('Replace Secret'), placeHolder: l10n.t('Whose secret is replaced?') },
    },
    {
      command: Command.duplicateCredential,
      run: duplicateCredential,
      which: {
        ...any,
        title: l10n.t('Duplicate to Another Origin'),
        placeHolder: l10n.t('Whose secret may go to another origin, too?'),
      },
    },
    {
      command: Command.chooseWorkspace,
      run: chooseWorkspace,
      which: {
        fits: ({ kind }) => kind === 'jwt',
        title: l10n.t('Choose Workspace'),
        placeHolder: l10n.t('For which login?'),
        none: l10n.t('Only a portal login can choose its workspace: an API key belongs to one. Log in first.'),
      },
    },
    {
      command: Command.moveToKeychain,
      run: moveToKeychain,
      which: {
        fits: isMovable,
        title: l10n.t('Move to the Keychain'),
        placeHolder: l10n.t('Whose secret is moved to the keychain of the system?'),
        none: l10n.t('Nothing to move: the secrets of your credentials are in the keychain of the system already.'),
      },
    },
    {
      command: Command.removeCredential,
      run: removeCredential,
      which: { ...any, title: l10n.t('Remove Credential'), placeHolder: l10n.t('Which one is removed?') },
    },
  ];
}

async function switchCredential(parts: Parts): Promise<boolean> {
  const entries = await parts.credentials.list();
  const words = {
    title: l10n.t('Switch Credential'),
    placeHolder: l10n.t('Which one signs the requests of this window?'),
  };
  const sandbox = [l10n.t('$(beaker) Try the Sandbox'), 'sandbox'] as const;
  const chosen = await chooseCredential(entries, parts.now(), words, [
    ...(parts.credentials.sandboxUrl() === null ? [sandbox] : []),
    [l10n.t('$(add) Add Credential…'), 'add'],
  ]);
  if (chosen === null) return false;
  if ('offer' in chosen) return chosen.offer === 'add' ? (await addCredential(parts)) !== null : parts.trySandbox();
  await parts.credentials.use(chosen.entry.credential.id);
  return true;
}

async function use(parts: Parts, argument: unknown): Promise<boolean> {
  const entry = await entryOf(parts, argument);
  if (!entry) return switchCredential(parts);
  await parts.credentials.use(entry.credential.id);
  return true;
}

/** A login again for a stored one, or a new one. */
async function logIn(parts: Parts, argument: unknown): Promise<boolean> {
  const named = await entryOf(parts, argument);
  if (named && isLogin(named)) return logInAgain(parts, named.credential);
  const stored = (await parts.credentials.list()).filter(isLogin);
  const known = originIn(argument);
  if (stored.length === 0 || known.origin !== undefined) return (await addLogin(parts, known)) !== null;
  const words = { title: l10n.t('Log In to the Portal'), placeHolder: l10n.t('Again, or as somebody else?') };
  const chosen = await chooseCredential(stored, parts.now(), words, [[l10n.t('$(add) New Login…'), 'new']]);
  if (chosen === null) return false;
  return 'entry' in chosen ? logInAgain(parts, chosen.entry.credential) : (await addLogin(parts)) !== null;
}

function originIn(argument: unknown): Pick<Partial<Draft>, 'origin'> {
  const origin = (argument as { readonly origin?: unknown } | null | undefined)?.origin;
  const parsed = typeof origin === 'string' ? parseOrigin(origin) : null;
  return parsed?.ok ? { origin: parsed.value } : {};
}

function isLogin(entry: CredentialEntry): boolean {
  return isOwn(entry) && entry.credential.kind === 'jwt';
}

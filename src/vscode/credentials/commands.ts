import { commands, type Disposable, l10n, window } from 'vscode';
import { type Credential, parseOrigin } from '../../credentials';
import type { CredentialEntry } from '../credentials-model';
import { DisposableList } from '../disposables';
import { Command, type CommandId } from '../ids';
import type { Parts } from '../parts';
import { addCredential, addLogin, replaceSecret } from './add';
import { chooseCredential } from './choose';
import type { Draft } from './draft';
import { removeCredential } from './remove';

/**
 * Registers what a person does with credentials. Arguments: a row of the view *Credentials* or an id names the
 * credential; `{ origin }` fills the origin of a new one in. *Add*, *Log In* and *Switch* answer whether one came of it.
 */
export function registerCredentialCommands(parts: Parts): Disposable {
  const owned = new DisposableList();
  const register = (command: CommandId, run: (argument: unknown) => Promise<boolean>) =>
    owned.add(commands.registerCommand(command, run));
  register(Command.addCredential, async (argument) => (await addCredential(parts, originIn(argument))) !== null);
  register(Command.logIn, (argument) => logIn(parts, argument));
  register(Command.switchCredential, () => switchCredential(parts));
  register(Command.useCredential, (argument) => use(parts, argument));
  register(Command.removeCredential, (argument) => remove(parts, argument));
  return owned;
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

async function remove(parts: Parts, argument: unknown): Promise<boolean> {
  const named = (await entryOf(parts, argument)) ?? (await chooseOwn(parts));
  return named !== null && isOwn(named) && removeCredential(parts, named.credential);
}

/** A login again for a stored one, or a new one. */
async function logIn(parts: Parts, argument: unknown): Promise<boolean> {
  const named = await entryOf(parts, argument);
  if (named && isLogin(named)) return replaceSecret(parts, named.credential);
  const stored = (await parts.credentials.list()).filter(isLogin);
  const known = originIn(argument);
  if (stored.length === 0 || known.origin !== undefined) return (await addLogin(parts, known)) !== null;
  const words = { title: l10n.t('Log In to the Portal'), placeHolder: l10n.t('Again, or as somebody else?') };
  const chosen = await chooseCredential(stored, parts.now(), words, [[l10n.t('$(add) New Login…'), 'new']]);
  if (chosen === null) return false;
  return 'entry' in chosen ? replaceSecret(parts, chosen.entry.credential) : (await addLogin(parts)) !== null;
}

async function chooseOwn(parts: Parts): Promise<CredentialEntry | null> {
  const own = (await parts.credentials.list()).filter(isOwn);
  if (own.length === 0) {
    void window.showInformationMessage(l10n.t('There is no credential to remove.'));
    return null;
  }
  const words = { title: l10n.t('Remove Credential'), placeHolder: l10n.t('Which one?') };
  const chosen = await chooseCredential<never>(own, parts.now(), words);
  return chosen && 'entry' in chosen ? chosen.entry : null;
}

/** The credential that an argument names; the row of the sandbox stands for its signed credential. */
async function entryOf({ credentials }: Parts, argument: unknown): Promise<CredentialEntry | null> {
  const id = typeof argument === 'string' ? argument : idIn(argument);
  if (id === null) return null;
  return (await credentials.list()).find(({ credential }) => credential.id === id) ?? null;
}

function idIn(argument: unknown): string | null {
  const row = argument as { readonly entry?: { readonly credential?: Partial<Credential> } } | null | undefined;
  const id = row?.entry?.credential?.id;
  return typeof id === 'string' ? id : null;
}

function originIn(argument: unknown): Pick<Partial<Draft>, 'origin'> {
  const origin = (argument as { readonly origin?: unknown } | null | undefined)?.origin;
  const parsed = typeof origin === 'string' ? parseOrigin(origin) : null;
  return parsed?.ok ? { origin: parsed.value } : {};
}

function isOwn({ credential }: CredentialEntry): boolean {
  return credential.store !== 'builtin';
}

function isLogin(entry: CredentialEntry): boolean {
  return isOwn(entry) && entry.credential.kind === 'jwt';
}

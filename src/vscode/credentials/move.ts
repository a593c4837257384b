import { ConfigurationTarget, l10n, window, workspace } from 'vscode';
import { type Credential, CredentialError } from '../../credentials';
import { Setting } from '../ids';
import type { Parts } from '../parts';
import { setting } from '../settings';
import { say } from '../words';
import { attempt } from './attempt';
import { mayHandleSecrets } from './restricted';

/** No old copy was left behind. */
const NOTHING = '';

/** Whether a secret is kept elsewhere than in the keychain of the system, so that it can be moved there. */
export function isMovable({ store }: Credential): boolean {
  return store === 'secretStorage' || store === 'session';
}

/** *Move to the Keychain*: from the editor's secret storage, or from memory. @returns whether it is there now */
export async function moveToKeychain(parts: Parts, credential: Credential): Promise<boolean> {
  if (!(await mayHandleSecrets())) return false;
  const { id, name } = credential;
  const { vault } = parts.engine;
  const failed = l10n.t('"{0}" was not moved; its secret stays where it is.', name);
  const left = await attempt(credential, failed, () => leftover(() => vault.move(id, 'osKeychain')));
  if (left === null) return false;
  parts.credentials.isStored(credential);
  parts.log.info(`Moved the secret of ${name} to the keychain.`);
  // Not waited for: whoever does not answer has nothing to wait for.
  if (left === NOTHING) void tellMoved(name);
  else void window.showWarningMessage(left);
  return true;
}

/** @returns what has to be said of an old copy that could not be deleted, where the secret was moved all the same */
async function leftover(move: () => Promise<unknown>): Promise<string> {
  try {
    await move();
    return NOTHING;
  } catch (error) {
    if (error instanceof CredentialError && error.problem.code.startsWith('credential.copyIn'))
      return say(error.problem);
    throw error;
  }
}

/** The setting is the person's: it follows only if they say so. */
async function tellMoved(name: string): Promise<void> {
  const useIt = l10n.t('Use the Keychain for New Ones Too');
  const offers = setting('credentialStore') === 'secretStorage' ? [useIt] : [];
  const text = l10n.t('The secret of "{0}" is in the keychain of the system now, and nowhere else.', name);
  if ((await window.showInformationMessage(text, ...offers)) !== useIt) return;
  await workspace.getConfiguration().update(Setting.credentialStore, undefined, ConfigurationTarget.Global);
}

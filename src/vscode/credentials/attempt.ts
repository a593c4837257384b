import { l10n, window } from 'vscode';
import { type Credential, CredentialError, KeychainError } from '../../credentials';
import type { Problem } from '../../messages';
import { say } from '../words';

/** Whether a change failed because another window, or the command line, has removed the credential meanwhile. */
export function isGone(error: CredentialError): boolean {
  return error.problem.code === 'credential.unknown';
}

/** Why a change of a credential did not come about. */
export function whyNot(credential: Credential, error: CredentialError): string {
  return isGone(error)
    ? l10n.t('"{0}" is no longer there: it was removed in another window or by the command line.', credential.name)
    : say(problemWith(credential, error));
}

/** What is wrong with the secret of a credential; the editor's own storage has other reasons than a keychain to lack it. */
export function problemWith({ name, store }: Credential, error: CredentialError): Problem {
  const isMissing = error instanceof KeychainError && error.state === 'entryGone';
  return isMissing && store === 'secretStorage' ? { code: 'credential.notInEditor', args: { name } } : error.problem;
}

/**
 * Makes a change; when it fails the person is told, with *Try Again*, and nothing has changed.
 * @param failed what did not happen, such as `"demo" was not moved.`
 * @returns null when the person gave up
 */
export async function attempt<T>(credential: Credential, failed: string, work: () => Promise<T>): Promise<T | null> {
  const again = l10n.t('Try Again');
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error;
      const buttons = isGone(error) ? [] : [again];
      const detail = whyNot(credential, error);
      if ((await window.showErrorMessage(failed, { modal: true, detail }, ...buttons)) !== again) return null;
    }
  }
}

import { l10n, window } from 'vscode';
import { type Credential, CredentialError } from '../../credentials';
import { say } from '../words';

/** Whether a change failed because another window, or the command line, has removed the credential meanwhile. */
export function isGone(error: CredentialError): boolean {
  return error.problem.code === 'credential.unknown';
}

/** Why a change of a credential did not come about. */
export function whyNot({ name }: Credential, error: CredentialError): string {
  return isGone(error)
    ? l10n.t('"{0}" is no longer there: it was removed in another window or by the command line.', name)
    : say(error.problem);
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

import { l10n, window } from 'vscode';
import { type Credential, CredentialError } from '../../credentials';
import type { Parts } from '../parts';
import { say } from '../words';
import { mayHandleSecrets } from './restricted';

/** *Remove Credential*, after a question that names it. @returns whether it is gone */
export async function removeCredential(parts: Parts, credential: Credential): Promise<boolean> {
  if (!(await mayHandleSecrets())) return false;
  const remove = l10n.t('Remove');
  const chosen = await window.showWarningMessage(
    l10n.t('Remove "{0}" ({1})?', credential.name, credential.keyHint),
    {
      modal: true,
      detail: l10n.t(
        'Its secret is deleted from where it is kept. Requests to {0} cannot be signed with it any more.',
        credential.origin,
      ),
    },
    remove,
  );
  return chosen === remove && removeNow(parts, credential);
}

/** Removes without a question; when the keychain cannot be reached, offers to take it off the list at least. */
export async function removeNow({ engine: { vault }, log }: Parts, credential: Credential): Promise<boolean> {
  const again = l10n.t('Try Again');
  const forget = l10n.t('Take It off the List');
  for (;;) {
    try {
      await vault.remove(credential.id);
      log.info(`Removed the credential ${credential.name}.`);
      return true;
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error;
      if (error.problem.code === 'credential.unknown') return true; // another window was faster
      const detail = [
        say(error.problem),
        l10n.t('Taken off the list, it is gone from here; a secret that is still in the keychain stays in it.'),
      ];
      const text = l10n.t('The secret of "{0}" was not deleted, so nothing was removed.', credential.name);
      const chosen = await window.showErrorMessage(text, { modal: true, detail: detail.join('\n\n') }, again, forget);
      if (chosen === again) continue;
      if (chosen !== forget) return false;
      await vault.forget(credential.id);
      log.info(`Took the credential ${credential.name} off the list.`);
      return true;
    }
  }
}

import { env, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import { type Credential, DEFAULT_ORIGIN } from '../../credentials';
import { checkCredential } from '../credentials/check';
import { removeNow } from '../credentials/remove';
import { replaceSecret } from '../credentials/replace';
import type { Parts } from '../parts';
import { plain } from '../words';
import { staying } from './move-words';
import type { Kept, Moving } from './moving';

/**
 * Says what was done, whether the credential works, and what remains to be done. It does not become the active one: the
 * requests name it, and nothing else is to be sent with it unasked. Does not wait for an answer.
 * @param unsaved documents that were changed and not saved
 */
export async function tellMoved(
  parts: Parts,
  { summary: { leftover } }: Moving,
  { credential, secret }: Kept,
  unsaved: readonly TextDocument[],
): Promise<void> {
  const checked = secret && (await checkCredential(parts, credential, secret));
  if (checked) parts.log.info(checked.works ? `The credential ${credential.name} works.` : checked.text);
  const text = [
    movedWords(credential, secret !== null),
    checked?.text ?? '',
    checked && !checked.works ? l10n.t('Undo puts the old text back.') : '',
    ...staying(leftover),
    unsaved.length > 0
      ? l10n.t('Not saved yet: {0}. Save, or the secret stays on the disk.', namesOf(unsaved).join(', '))
      : '',
    remains(credential),
  ]
    .filter(Boolean)
    .join(' ');
  const portal = l10n.t('Open the Portal');
  if (!checked || checked.works) {
    const isAllDone = unsaved.length === 0 && leftover.length === 0;
    const tell = isAllDone ? window.showInformationMessage : window.showWarningMessage;
    void tell(text, portal).then((chosen) => chosen === portal && env.openExternal(Uri.parse(DEFAULT_ORIGIN)));
    return;
  }
  const edit = l10n.t('Edit');
  const keepIt = l10n.t('Keep Anyway');
  const remove = l10n.t('Remove');
  void window.showErrorMessage(text, edit, keepIt, remove).then(async (chosen) => {
    if (chosen === edit) await replaceSecret(parts, credential);
    if (chosen === remove) await removeNow(parts, credential);
  });
}

/** The secret is stored and the text is as it was: nothing is lost. Does not wait for an answer. */
export async function tellNotChanged(
  parts: Parts,
  { document }: Moving,
  { credential, secret }: Kept,
  again: () => Promise<void>,
): Promise<void> {
  const text = l10n.t(
    '{0} holds the secret, but {1} could not be changed: it is gone, read-only, or no longer says the same. Take the secret out by hand, and write "# @credential {0}" above the request.',
    plain(credential.name),
    plain(workspace.asRelativePath(document.uri)),
  );
  const tryAgain = l10n.t('Try Again');
  const remove = l10n.t('Remove');
  void window.showErrorMessage(text, tryAgain, ...(secret ? [remove] : [])).then(async (chosen) => {
    if (chosen === tryAgain) await again();
    if (chosen === remove) await removeNow(parts, credential);
  });
}

/** What a move cannot do; said once, with the rest. */
function remains({ kind }: Credential): string {
  return kind === 'jwt'
    ? l10n.t('Git and Local History may still hold the old text, and the token works until it expires.')
    : l10n.t(
        'Git and Local History may still hold the old text: if it was ever committed or shared, replace the key in the portal.',
      );
}

function movedWords({ name: typed, store }: Credential, isNew: boolean): string {
  const name = plain(typed);
  if (!isNew) return l10n.t('The requests use {0} now, which holds the same secret.', name);
  return store === 'secretStorage'
    ? l10n.t("Moved to the editor's secret storage as {0}.", name)
    : l10n.t('Moved to the keychain as {0}.', name);
}

function namesOf(documents: readonly TextDocument[]): readonly string[] {
  return documents.map(({ uri }) => plain(workspace.asRelativePath(uri)));
}

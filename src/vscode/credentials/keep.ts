import { ConfigurationTarget, ExtensionKind, env, l10n, UIKind, window, workspace } from 'vscode';
import { CredentialError, KeychainError, type KeychainState, type WritableStore } from '../../credentials';
import { Setting } from '../ids';
import type { Parts } from '../parts';
import { setting } from '../settings';
import { say } from '../words';

/** The person wants to change what they typed. */
export const CHANGE = Symbol('change');

/** No keychain is to be had here, as opposed to one that is closed or busy. */
const NO_KEYCHAIN: readonly KeychainState[] = ['noBus', 'noService', 'noCollection', 'libraryMissing'];

/**
 * Stores a secret, and asks what to do for as long as that fails; what was typed stays in memory meanwhile.
 * @param work stores it in the given place
 * @param lasting whether only a place counts that outlives this window
 * @returns null when the person gave up
 */
export async function keep<T>(
  { context }: Pick<Parts, 'context'>,
  name: string,
  work: (store: WritableStore) => Promise<T>,
  lasting = false,
): Promise<T | typeof CHANGE | null> {
  let store: WritableStore = setting('credentialStore') === 'secretStorage' ? 'secretStorage' : 'osKeychain';
  for (;;) {
    try {
      return await work(store);
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error;
      const all = offersFor(error, context.extension.extensionKind);
      const offers = all.filter(({ next }) => !(lasting && next === 'session'));
      const detail = [
        say(error.problem),
        l10n.t('Nothing that you typed is lost.'),
        ...offers.map(({ detail }) => detail),
      ];
      const chosen = await window.showErrorMessage(
        l10n.t('The secret of "{0}" was not stored.', name),
        { modal: true, detail: detail.filter(Boolean).join('\n\n') },
        ...offers.map(({ title }) => title),
      );
      const offer = offers.find(({ title }) => title === chosen);
      if (!offer) return null;
      if (offer.next === CHANGE) return CHANGE;
      if (offer.next === 'secretStorage') await allowSecretStorage();
      if (offer.next !== 'again') store = offer.next;
    }
  }
}

interface Offer {
  readonly title: string;
  /** What is to be known before it is chosen. */
  readonly detail: string;
  readonly next: WritableStore | 'again' | typeof CHANGE;
}

function offersFor(error: CredentialError, kind: ExtensionKind): readonly Offer[] {
  if (!(error instanceof KeychainError)) return [{ title: l10n.t('Change…'), detail: '', next: CHANGE }];
  const again: Offer = { title: l10n.t('Try Again'), detail: '', next: 'again' };
  const session: Offer = {
    title: l10n.t('Keep for This Session'),
    detail: l10n.t('Kept for this session means: in memory only, until this window closes.'),
    next: 'session',
  };
  const asks = NO_KEYCHAIN.includes(error.state) && isAwayFromThePerson(kind) && setting('credentialStore') === 'auto';
  return asks ? [storageOffer(), session, again] : [again, session];
}

/** On a local Linux it would be no better than the keyring that is missing, so it is not offered there (product section 3). */
function isAwayFromThePerson(kind: ExtensionKind): boolean {
  return env.uiKind === UIKind.Web || (env.remoteName !== undefined && kind === ExtensionKind.Workspace);
}

function storageOffer(): Offer {
  return {
    title: l10n.t("Use the Editor's Storage"),
    detail: l10n.t(
      'The secret storage of the editor keeps it encrypted on your side of this window; the command line cannot read it there. Once allowed, it is used for new credentials from now on (setting {0}).',
      Setting.credentialStore,
    ),
    next: 'secretStorage',
  };
}

/** Asked once: the answer is the setting. */
async function allowSecretStorage(): Promise<void> {
  await workspace.getConfiguration().update(Setting.credentialStore, 'secretStorage', ConfigurationTarget.Global);
}

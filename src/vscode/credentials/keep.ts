import { ConfigurationTarget, ExtensionKind, env, l10n, UIKind, window, workspace } from 'vscode';
import {
  type Credential,
  CredentialError,
  KeychainError,
  type KeychainState,
  type WritableStore,
} from '../../credentials';
import { Setting } from '../ids';
import type { Parts } from '../parts';
import { setting } from '../settings';
import { say } from '../words';
import { isGone, whyNot } from './attempt';

/** The person wants to change what they typed. */
export const CHANGE = Symbol('change');

/** A credential that was removed meanwhile shall be added again. */
export const ADD_AGAIN = Symbol('add again');

/** No keychain is to be had here, as opposed to one that is closed or busy. */
const NO_KEYCHAIN: readonly KeychainState[] = ['noBus', 'noService', 'noCollection', 'libraryMissing'];

/**
 * Stores the secret of a new credential, and asks what to do for as long as that fails; what was typed stays in memory
 * meanwhile. Another store than that of the settings is used only if the person says so.
 * @param work stores it in the given place
 * @param lasting whether only a place counts that outlives this window
 * @returns null when the person gave up
 */
export async function keep<T>(
  { context, log }: Pick<Parts, 'context' | 'log'>,
  name: string,
  work: (store: WritableStore) => Promise<T>,
  lasting = false,
): Promise<T | typeof CHANGE | null> {
  let store: WritableStore = setting('credentialStore') === 'secretStorage' ? 'secretStorage' : 'osKeychain';
  for (;;) {
    const result = await tried(() => work(store));
    if (!(result instanceof CredentialError)) return result;
    const all = offersFor(result, context.extension.extensionKind);
    const offers = all.filter(({ next }) => !(lasting && next === 'session'));
    const next = await askAfter(name, say(result.problem), offers);
    if (next === null || next === CHANGE) return next;
    if (next === 'secretStorage') await allowSecretStorage(log);
    if (next !== 'again') store = next;
  }
}

/**
 * Stores another secret of a credential where the one before it is, and asks what to do for as long as that fails.
 * @returns null when the person gave up
 */
export async function keepAgain<T>(
  credential: Credential,
  work: () => Promise<T>,
): Promise<T | typeof CHANGE | typeof ADD_AGAIN | null> {
  for (;;) {
    const result = await tried(work);
    if (!(result instanceof CredentialError)) return result;
    const offer: Offer<'again' | typeof CHANGE | typeof ADD_AGAIN> = isGone(result)
      ? { title: l10n.t('Add It Again'), next: ADD_AGAIN }
      : result instanceof KeychainError
        ? againOffer()
        : changeOffer();
    const next = await askAfter(credential.name, whyNot(credential, result), [offer]);
    if (next !== 'again') return next;
  }
}

interface Offer<N> {
  readonly title: string;
  /** What is to be known before it is chosen. */
  readonly detail?: string;
  readonly next: N;
}

/** @returns what the work gave, or why it failed in a way that a person can do something about */
async function tried<T>(work: () => Promise<T>): Promise<T | CredentialError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CredentialError) return error;
    throw error;
  }
}

async function askAfter<N>(name: string, reason: string, offers: readonly Offer<N>[]): Promise<N | null> {
  const detail = [reason, l10n.t('Nothing that you typed is lost.'), ...offers.map((offer) => offer.detail)];
  const chosen = await window.showErrorMessage(
    l10n.t('The secret of "{0}" was not stored.', name),
    { modal: true, detail: detail.filter(Boolean).join('\n\n') },
    ...offers.map(({ title }) => title),
  );
  return offers.find(({ title }) => title === chosen)?.next ?? null;
}

function offersFor(
  error: CredentialError,
  kind: ExtensionKind,
): readonly Offer<WritableStore | 'again' | typeof CHANGE>[] {
  if (!(error instanceof KeychainError)) return [changeOffer()];
  const wanted = setting('credentialStore');
  // Whoever wants the keychain and nothing else is offered nothing else.
  if (wanted === 'osKeychain') return [againOffer()];
  const session = {
    title: l10n.t('Keep for This Session'),
    detail: l10n.t('Kept for this session means: in memory only, until this window closes.'),
    next: 'session',
  } as const;
  const asks = NO_KEYCHAIN.includes(error.state) && isAwayFromThePerson(kind) && wanted === 'auto';
  return asks ? [storageOffer(), session, againOffer()] : [againOffer(), session];
}

function againOffer() {
  return { title: l10n.t('Try Again'), next: 'again' } as const;
}

function changeOffer() {
  return { title: l10n.t('Change…'), next: CHANGE } as const;
}

/** On a local Linux it would be no better than the keyring that is missing, so it is not offered there (product section 3). */
function isAwayFromThePerson(kind: ExtensionKind): boolean {
  return env.uiKind === UIKind.Web || (env.remoteName !== undefined && kind === ExtensionKind.Workspace);
}

function storageOffer() {
  return {
    title: l10n.t("Use the Editor's Storage"),
    detail: l10n.t(
      'The secret storage of the editor keeps it encrypted on your side of this window; the command line cannot read it there. Once allowed, it is used for new credentials from now on (setting {0}).',
      Setting.credentialStore,
    ),
    next: 'secretStorage',
  } as const;
}

/** Asked once: the answer is the setting. Where settings cannot be written it holds for this one secret. */
async function allowSecretStorage(log: Parts['log']): Promise<void> {
  try {
    await workspace.getConfiguration().update(Setting.credentialStore, 'secretStorage', ConfigurationTarget.Global);
  } catch (error) {
    log.warn(`The setting ${Setting.credentialStore} could not be written: ${error}`);
  }
}

import { l10n, ProgressLocation, window } from 'vscode';

/**
 * Says that the keychain may be asking for its password, with Cancel, until it has answered (product section 3).
 * @param cancel gives the request up
 * @param over resolves when there is nothing to wait for any more
 */
export function tellKeychainWaiting(cancel: () => void, over: Promise<void>): void {
  const title = l10n.t('Your keychain may be asking for its password…');
  void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
    token.onCancellationRequested(cancel);
    return over;
  });
}

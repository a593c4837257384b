import { l10n, ProgressLocation, window } from 'vscode';
import { brief } from '../words';
import type { Run } from './runs';

/** Shorter exchanges show in the lens alone. */
const PATIENCE_MS = 1000;

/**
 * Shows a notification with Cancel for an exchange that takes its time.
 * @returns the result of the work; `report` inside it changes what the notification says beside its title, empty for nothing
 */
export async function withSendProgress<T>(
  title: string,
  run: Pick<Run, 'cancel'>,
  work: (report: (message: string) => void) => Promise<T>,
): Promise<T> {
  let last = '';
  let show = (message: string) => {
    last = message;
  };
  const result = work((message) => show(message));
  const timer = setTimeout(() => {
    void window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => run.cancel());
        show = (message) => progress.report({ message });
        show(last);
        await result.catch(() => {});
      },
    );
  }, PATIENCE_MS);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}

/** The title of such a notification for a request that is sent. */
export function sendingTitle(method: string, path: string): string {
  return l10n.t('Sending {0} {1}', method, brief(path));
}

/** The same for one that is signed only. */
export function signingTitle(method: string, path: string): string {
  return l10n.t('Signing {0} {1}', method, brief(path));
}

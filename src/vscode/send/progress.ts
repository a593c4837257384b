import { l10n, ProgressLocation, window } from 'vscode';
import type { Plan } from '../../sending';
import { brief, say } from '../words';
import type { Run } from './runs';
import type { Waiting } from './waiting';

/** Shorter exchanges show in the lens alone. */
const PATIENCE_MS = 1000;

/** What the work of a request can tell of itself meanwhile. */
export interface SendProgress {
  /** Changes what the notification says beside its title, empty for nothing. */
  report(message: string): void;
  /** It waits for a free signature: the notification says so, and how long. */
  onWaiting(): void;
  /** It has one. */
  waited(): void;
}

/**
 * Shows a notification with Cancel for a request that takes its time, perhaps because it has to wait for a free signature.
 * @returns the result of the work
 */
export async function withWaitProgress<T>(
  title: string,
  run: Pick<Run, 'cancel'>,
  waiting: Waiting,
  plan: Plan,
  work: (progress: SendProgress) => Promise<T>,
): Promise<T> {
  let waited = () => {};
  try {
    return await withSendProgress(title, run, (report) => {
      const onWaiting = () => {
        waited = waiting.begin(
          plan,
          (problem) => report(say(problem)),
          () => run.cancel(),
        );
      };
      return work({ report, onWaiting, waited: () => waited() });
    });
  } finally {
    waited();
  }
}

async function withSendProgress<T>(
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

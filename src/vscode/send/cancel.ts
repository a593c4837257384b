import type { DocumentStore } from '../documents';
import type { Run, Runs } from './runs';
import { locate } from './target';

/** The lens *Cancel* comes up where *Sign and Send* was: the second click of a double click must not stop the send. */
const DEAF_MS = 500;

/**
 * *Cancel*: stops the request of a lens, else the one at the cursor, else the one that began last.
 * @param now in milliseconds
 */
export async function cancelRun(
  runs: Runs,
  documents: DocumentStore,
  now: () => number,
  uri: unknown,
  line: unknown,
): Promise<void> {
  const target = await locate(documents, uri, line);
  const state = target ? runs.state(target.ref.uri, target.ref.key) : undefined;
  const here: Run | undefined = state?.kind === 'running' ? state : undefined;
  if (typeof line === 'number') {
    const shownAt = here?.cancelShownAt ?? null;
    if (shownAt !== null && now() - shownAt >= DEAF_MS) here?.cancel();
    return;
  }
  (here ?? runs.all().at(-1))?.cancel();
}

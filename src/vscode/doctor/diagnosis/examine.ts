import { setImmediate as nextTurn } from 'node:timers/promises';
import { l10n, ProgressLocation, window } from 'vscode';
import type { Credential } from '../../../credentials';
import { redactorFor, usedSignatures } from '../../../engine';
import type * as Doctor from '../../../engine/doctor';
import type { Diagnosis, DiagnosisText } from '../../../engine/doctor';
import { brief, say, sayInText } from '../../words';
import type { DoctorParts } from './parts';
import type { Given } from './source';

/** A diagnosis that is ready to be shown. */
export interface Examined {
  readonly diagnosis: Diagnosis;
  readonly shown: DiagnosisText;
  /** What the request is called on a tab: `POST send`. */
  readonly title: string;
}

/** Shorter searches show no progress. */
const PATIENCE_MS = 700;
const LONGEST_TITLE = 32;

/**
 * Compares a request with what its credential signs; the secret is let go of at the end.
 * @returns null when the person gave up, or after they were told what went wrong
 */
export async function examine(
  given: Given,
  credential: Credential,
  parts: DoctorParts,
  { diagnose, diagnosisText, reportOf }: typeof Doctor,
): Promise<Examined | null> {
  const { engine, planner, sources } = parts;
  const { request, notes } = given;
  const secret = await planner.readSecret(credential);
  if ('code' in secret) {
    void window.showErrorMessage(say(secret));
    return null;
  }
  if (secret.kind !== 'hmac') return null;
  const key = { key: secret.key, secret: secret.secret };
  const ledger = usedSignatures(engine.folder);
  const stop = new AbortController();
  const searching = diagnose(request, key, {
    now: engine.clocks.serverSeconds(credential.origin),
    wasUsed: (signature) => ledger.has(signature),
    pause: async () => {
      await nextTurn();
      stop.signal.throwIfAborted();
    },
  });
  const result = await withProgress(searching, stop).catch((error: unknown) => {
    if (stop.signal.aborted) return null;
    throw error;
  });
  if (!result) return null;
  const redactor = redactorFor([{ credential, secret }], sources.secrets);
  if (!result.ok) {
    void window.showErrorMessage(say(redactor.problem(result.problem)));
    return null;
  }
  const { diagnosis } = result;
  const { method, target } = request;
  const { name, keyHint } = credential;
  const path = redactor.text(target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/');
  const about = {
    code: 'diagnosis.about',
    args: { method, path, source: given.source, name, hint: keyHint },
  } as const;
  const report = reportOf(diagnosis, request, key, notes);
  const end = path.split('/').findLast((part) => part !== '') ?? '';
  const title = brief(`${method} ${end}`, LONGEST_TITLE);
  return { diagnosis, title, shown: diagnosisText(diagnosis, report, about, redactor, sayInText) };
}

/** Shows a notification with Cancel for a search that takes its time. */
async function withProgress<T>(searching: Promise<T>, stop: AbortController): Promise<T> {
  const title = l10n.t('Looking for what was signed…');
  const timer = setTimeout(() => {
    const over = searching.then(
      () => undefined,
      () => undefined,
    );
    void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => stop.abort());
      return over;
    });
  }, PATIENCE_MS);
  try {
    return await searching;
  } finally {
    clearTimeout(timer);
  }
}

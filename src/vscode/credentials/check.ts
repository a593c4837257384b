import { l10n, ProgressLocation, window } from 'vscode';
import { type Verification, verifyCredential } from '../../account';
import type { Credential, Secret } from '../../credentials';
import { explanationsOf, redactorFor } from '../../engine';
import { errorCodeOf } from '../../sending';
import type { Parts } from '../parts';
import { say } from '../words';

/** What the check of a new credential came to. */
export interface CheckResult {
  readonly works: boolean;
  /** One or two sentences. */
  readonly text: string;
}

/** Proves a credential by one signed request, with progress and Cancel. */
export async function checkCredential(
  { engine }: Pick<Parts, 'engine'>,
  credential: Credential,
  secret: Secret,
): Promise<CheckResult> {
  const title =
    credential.kind === 'hmac'
      ? l10n.t('{0}: checking with a signed GET /user/balance…', credential.name)
      : l10n.t('{0}: checking with a GET /user/balance…', credential.name);
  const result = await cancellable(title, (signal) => verifyCredential(engine.sender, credential, secret, signal));
  const redactor = redactorFor([{ credential, secret }]);
  return { works: works(result), text: redactor.text(textOf(credential, result)) };
}

/** Work of some seconds with a Cancel button. */
export function cancellable<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return work(controller.signal);
  });
}

/** A key that may not read the balance was accepted all the same. */
function works({ exchange: { answer, failure } }: Verification): boolean {
  if (failure?.kind === 'aborted') return true;
  return failure === null && answer !== null && (answer.status === 200 || isForbidden(answer));
}

function isForbidden(answer: Parameters<typeof errorCodeOf>[0]): boolean {
  return answer.status === 403 && errorCodeOf(answer) === 'FORBIDDEN';
}

function textOf({ name }: Credential, { exchange, balance }: Verification): string {
  const { answer, failure } = exchange;
  if (failure?.kind === 'aborted') return l10n.t('{0} was stored. It was not checked.', name);
  const notes = explanationsOf(exchange).map(say);
  if (failure || !answer) return l10n.t('{0} was stored, but could not be checked. {1}', name, notes.join(' '));
  if (isForbidden(answer)) return l10n.t('{0} works. It may not read the balance, so none is shown.', name);
  if (answer.status !== 200) {
    const reason = notes.join(' ') || l10n.t('The service answered with status {0}.', answer.status);
    return l10n.t('{0} was stored, but the service refused it. {1}', name, reason);
  }
  const works = balance === null ? l10n.t('{0} works.', name) : l10n.t('{0} works: balance {1}.', name, balance);
  return [works, ...notes].join(' ');
}

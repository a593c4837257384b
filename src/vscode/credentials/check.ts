import { l10n, ProgressLocation, window } from 'vscode';
import { type Verification, verifyCredential } from '../../account';
import type { Credential, Secret } from '../../credentials';
import { explanationsOf, redactorFor } from '../../engine';
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
  return { works: works(result), text: redactor.text(await textOf(credential, result)) };
}

/** Work of some seconds with a Cancel button. */
export function cancellable<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return work(controller.signal);
  });
}

/** Sentences of an explanation that a notification has room for. */
const BRIEF = 3;

/** One that was not checked because the person stopped it counts as one that works. */
function works({ exchange: { failure }, proved }: Verification): boolean {
  return failure?.kind === 'aborted' || proved;
}

async function textOf(credential: Credential, verification: Verification): Promise<string> {
  const { name } = credential;
  const { request, exchange, proved, balance, blocked, note } = verification;
  const { answer, failure } = exchange;
  if (failure?.kind === 'aborted') return l10n.t('{0} was stored. It was not checked.', name);
  const explained = note ? [note] : await explanationsOf(exchange, { request, credential });
  // What it means and why; what to do stands on the buttons, and that sending is blocked in our own words.
  const brief = explained.filter(({ code }) => code !== 'answer.blocked').slice(0, BRIEF);
  const notes = brief.map(say).join(' ');
  if (failure || !answer) return l10n.t('{0} was stored, but could not be checked. {1}', name, notes);
  if (!proved) {
    if (answer.status === 200) return l10n.t('{0} was stored, but could not be checked. {1}', name, notes);
    const reason = notes || l10n.t('The service answered with status {0}.', answer.status);
    return l10n.t('{0} was stored, but the service refused it. {1}', name, reason);
  }
  return `${praise(name, balance, blocked)} ${notes}`.trimEnd();
}

function praise(name: string, balance: string | null, blocked: boolean): string {
  if (balance === null) return l10n.t('{0} works.', name);
  return blocked
    ? l10n.t('{0} works, but sending is blocked: the balance is {1}. Top up in the portal.', name, balance)
    : l10n.t('{0} works: balance {1}.', name, balance);
}

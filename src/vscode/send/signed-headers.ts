import { env, l10n, window } from 'vscode';
import type { PatientSender } from '../../sending';
import { refusal } from '../../sending';
import { LedgerError } from '../../signing';
import { mayHandleSecrets } from '../credentials/restricted';
import { say } from '../words';
import { tellPlanFailure } from './failure';
import type { Planner } from './planner';
import { withSendProgress } from './progress';
import type { Target } from './target';

/** *Copy Signed Headers*: for use in another tool, the key as a placeholder (product section 1). Reserves the pair. */
export async function copySignedHeaders(target: Target, planner: Planner, sender: PatientSender): Promise<void> {
  if (!(await mayHandleSecrets())) return;
  const planned = await planner.plan(target);
  if (planned.kind === 'cancelled') return;
  if (planned.kind === 'failed') {
    await tellPlanFailure(target, { ...planned, failure: { ...planned.failure, actions: [] } }, false);
    return;
  }
  const { plan } = planned;
  const refused = refusal(plan, []);
  if (refused) {
    void window.showErrorMessage(say(refused.problem));
    return;
  }
  if (plan.credential === null || plan.secret?.kind !== 'hmac') {
    void window.showInformationMessage(notSigned(plan.credential?.name ?? null));
    return;
  }
  // All signatures of the next minutes may be used up: then it waits, and can be stopped.
  const stop = new AbortController();
  try {
    const { signature } = await withSendProgress(l10n.t('Signing'), { cancel: () => stop.abort() }, (report) =>
      sender.sign(plan, { signal: stop.signal, onWaiting: () => report(say({ code: 'sending.ledger.waiting' })) }),
    );
    if (!signature) return;
    const { timestamp, signature: value } = signature;
    await env.clipboard.writeText(`X-API-Key: YOUR_API_KEY\nX-Timestamp: ${timestamp}\nX-Signature: ${value}\n`);
    void window.showInformationMessage(
      l10n.t(
        'Signed headers copied. They hold for 5 minutes, once, and for exactly this method, path and body. Put the key of {0} in place of YOUR_API_KEY.',
        plan.credential.name,
      ),
    );
  } catch (error) {
    if (stop.signal.aborted) return;
    if (!(error instanceof LedgerError)) throw error;
    void window.showErrorMessage(say(error.problem));
  }
}

function notSigned(name: string | null): string {
  return name === null
    ? l10n.t('This request goes out without a credential, so there is nothing to sign.')
    : l10n.t('The credential {0} does not sign: its requests carry no signature.', name);
}

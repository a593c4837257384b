import { type Disposable, env, l10n, window } from 'vscode';
import { redactorFor } from '../../engine';
import { type PatientSender, type Plan, refusal, type SignedRequest } from '../../sending';
import { LedgerError } from '../../signing';
import { mayHandleSecrets } from '../credentials/restricted';
import { say } from '../words';
import { tellPlanFailure } from './failure';
import type { Planner } from './planner';
import { signingTitle, withWaitProgress } from './progress';
import { idOf } from './runs';
import type { VariableSources } from './sources';
import type { Target } from './target';
import type { Waiting } from './waiting';

/** *Copy Signed Headers*: for use in another tool, the key as a placeholder (product section 1). Reserves the pair. */
export class SignedHeaders implements Disposable {
  /** By request: a second click must not use up a second signature. */
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly planner: Planner,
    private readonly sources: Pick<VariableSources, 'secrets'>,
    private readonly sender: Pick<PatientSender, 'sign'>,
    private readonly waiting: Waiting,
  ) {}

  /** Copies those of a request, unless that is going on already. */
  async copy(target: Target): Promise<void> {
    if (!(await mayHandleSecrets())) return;
    const id = idOf(target.ref);
    if (this.running.has(id)) return;
    const stop = new AbortController();
    this.running.set(id, stop);
    try {
      await this.run(target, stop);
    } finally {
      this.running.delete(id);
    }
  }

  dispose(): void {
    for (const stop of this.running.values()) stop.abort();
  }

  private async run(target: Target, stop: AbortController): Promise<void> {
    const planned = await this.planner.plan(target);
    if (planned.kind === 'cancelled') return;
    if (planned.kind === 'failed') {
      // Whoever leaves the message standing can try again all the same.
      void tellPlanFailure(target, { ...planned, failure: { ...planned.failure, actions: [] } }, false);
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
    try {
      const { signature } = await this.sign(plan, stop);
      if (!signature || stop.signal.aborted) return;
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

  /** All signatures of the next minutes may be used up: then it waits, and can be stopped. */
  private async sign(plan: Plan, stop: AbortController): Promise<SignedRequest> {
    const path = redactorFor([plan], this.sources.secrets).text(plan.request.path);
    const title = signingTitle(plan.request.method, path);
    return withWaitProgress(title, { cancel: () => stop.abort() }, this.waiting, plan, ({ onWaiting }) =>
      this.sender.sign(plan, { signal: stop.signal, onWaiting }),
    );
  }
}

function notSigned(name: string | null): string {
  return name === null
    ? l10n.t('This request goes out without a credential, so there is nothing to sign.')
    : l10n.t('The credential {0} does not sign: its requests carry no signature.', name);
}

import { l10n, window } from 'vscode';
import { followsCredential, isLiveSend, RecentSends, redactorFor } from '../../engine';
import type { Answer, Exchange, GuardedSecret, Plan } from '../../sending';
import { type Answers, type Renewal, renewalOf, typedSignatureRefused } from '../answer';
import { setContext } from '../context';
import { mayHandleSecrets } from '../credentials/restricted';
import { ContextKey } from '../ids';
import type { Parts } from '../parts';
import { setting } from '../settings';
import { brief, say } from '../words';
import { type Choice, tellNoAnswer, tellPlanFailure } from './failure';
import type { FailedPlan, Planner } from './planner';
import { previewContextOf } from './preview-context';
import { sendingTitle, withWaitProgress } from './progress';
import { confirmSend, type WhileAsking } from './questions';
import type { Remedies } from './remedies';
import type { Run, RunResult, Runs } from './runs';
import type { VariableSources } from './sources';
import type { RequestRef, Target } from './target';
import type { Waiting } from './waiting';

/** What became of a send. */
type Outcome =
  | { readonly kind: 'exchanged'; readonly plan: Plan; readonly exchange: Exchange; readonly renewal: Renewal | null }
  | (FailedPlan & { readonly movable: boolean })
  /** The person gave up at a question, or chose the sandbox. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'sandbox' };

/** What the flow is built from. */
export interface FlowParts extends Pick<Parts, 'engine' | 'credentials' | 'log'> {
  readonly planner: Planner;
  readonly sources: VariableSources;
  readonly runs: Runs;
  readonly answers: Answers;
  readonly remedies: Remedies;
  readonly waiting: Waiting;
}

/** From a request in a document to its answer beside it: plan, ask, send, show. */
export class SendFlow {
  private readonly recent: RecentSends;
  private lastSent: RequestRef | null = null;

  constructor(private readonly parts: FlowParts) {
    this.recent = new RecentSends(() => parts.engine.now());
  }

  /** The request that was sent last from this window, or null. */
  get last(): RequestRef | null {
    return this.lastSent;
  }

  /** Sends a request, unless it is on its way already; resolves when its answer is shown. Never throws. */
  async send(target: Target): Promise<void> {
    if (!(await mayHandleSecrets())) return;
    const { runs, log } = this.parts;
    const run = runs.begin(target.ref);
    if (!run) return;
    this.lastSent = target.ref;
    void setContext(ContextKey.canRerun, true);
    let outcome: Outcome = { kind: 'cancelled' };
    try {
      outcome = await this.attempt(target, run);
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      void window.showErrorMessage(l10n.t('The request could not be sent: {0}', messageOf(error)));
    } finally {
      runs.end(run, resultOf(outcome));
    }
    void this.report(target, outcome);
  }

  private async attempt(target: Target, run: Run): Promise<Outcome> {
    const { planner, runs } = this.parts;
    const whileAsking: WhileAsking = (ask) => runs.whileAsking(run, ask);
    const planned = await planner.plan(target, whileAsking);
    if (planned.kind === 'cancelled') return planned;
    const movable = await this.isMovable(target);
    if (planned.kind === 'failed') return { ...planned, movable };
    const { plan, known } = planned;
    const decision = await confirmSend(plan, this.recent, movable, whileAsking);
    if (decision === 'cancel') return { kind: 'cancelled' };
    if (decision === 'sandbox') return { kind: 'sandbox' };
    // A request to the sandbox opens no keychain, which might ask for its password: that server is one of ours.
    const secrets = plan.credential?.store === 'builtin' ? [] : await known.guarded(plan);
    const exchange = await this.exchange(plan, secrets, run);
    this.note(plan, exchange);
    await this.parts.sources.remember(target.document, plan, exchange);
    if (exchange.answer) await this.show(target, plan, exchange, exchange.answer);
    return { kind: 'exchanged', plan, exchange, renewal: renewalOf(plan, exchange) };
  }

  /** Whatever goes wrong here, the request was sent. */
  private async show(target: Target, plan: Plan, exchange: Exchange, answer: Answer): Promise<void> {
    try {
      await this.parts.answers.show(target, plan, exchange, answer, this.parts.sources.secrets);
    } catch (error) {
      this.parts.log.error(error instanceof Error ? error : String(error));
      const { status, statusText } = answer;
      void window.showErrorMessage(
        l10n.t('The answer {0} {1} could not be shown: {2}', status, brief(statusText), messageOf(error)),
      );
    }
  }

  private async exchange(plan: Plan, secrets: readonly GuardedSecret[], run: Run): Promise<Exchange> {
    const { engine, sources, waiting } = this.parts;
    const redactor = redactorFor([plan], sources.secrets);
    const path = redactor.text(plan.request.path);
    const ended = isLiveSend(plan) ? this.recent.begin(plan.request) : () => {};
    const title = sendingTitle(plan.request.method, path);
    try {
      return await withWaitProgress(title, run, waiting, plan, ({ report, onWaiting, waited }) =>
        engine.sender.send(plan, {
          timeoutMs: setting('requestTimeout'),
          signal: run.signal,
          secrets,
          onWaiting,
          onRetry: (problem) => report(say(redactor.problem(problem))),
          onSending: () => {
            waited();
            report('');
          },
        }),
      );
    } finally {
      ended();
    }
  }

  /** One line in the log; the query stays out, as it may hold anything. */
  private note(plan: Plan, { method, answer, failure, timings }: Exchange): void {
    const what = answer ? `${answer.status}` : (failure?.kind ?? 'no answer');
    const { name } = plan.credential ?? { name: 'no credential' };
    const line = `${method} ${plan.request.path} ${what} ${Math.round(timings.totalMs)} ms · ${name}`;
    const text = redactorFor([plan], this.parts.sources.secrets).text(line);
    if (answer) this.parts.log.info(text);
    else this.parts.log.warn(text);
  }

  private async report(target: Target, outcome: Outcome): Promise<void> {
    const { remedies } = this.parts;
    const choice = await choiceAfter(target, outcome);
    const credential = outcome.kind === 'failed' ? outcome.failure.credential : null;
    if (choice) await remedies.apply(choice, target.ref, credential);
    else if (outcome.kind === 'exchanged' && outcome.renewal) await remedies.tellRefused(outcome.renewal, target.ref);
  }

  /** Whether another credential would send the request elsewhere, such as to the sandbox. */
  private async isMovable({ document, parsed, node }: Target): Promise<boolean> {
    const { credentials, sources } = this.parts;
    const context = previewContextOf(
      await credentials.list(),
      credentials.activeId(),
      sources,
      await sources.cached(document),
    );
    return followsCredential(parsed.file, node, context);
  }
}

/** Tells what there is to tell, and gives what the person chose to do about it. */
async function choiceAfter(target: Target, outcome: Outcome): Promise<Choice> {
  switch (outcome.kind) {
    case 'sandbox':
      return 'trySandbox';
    case 'cancelled':
      return null;
    case 'failed':
      return tellPlanFailure(target, outcome, outcome.movable);
    case 'exchanged': {
      const { answer, failure } = outcome.exchange;
      return answer || !failure ? null : tellNoAnswer(failure);
    }
  }
}

function resultOf(outcome: Outcome): RunResult | null {
  if (outcome.kind !== 'exchanged') return null;
  const { plan, exchange } = outcome;
  const { answer, failure, timings } = exchange;
  if (answer) {
    const refused = typedSignatureRefused(plan, exchange);
    return { kind: 'answered', status: answer.status, ms: Math.round(timings.totalMs), refused };
  }
  return failure?.kind === 'aborted' ? { kind: 'stopped' } : { kind: 'noAnswer' };
}

function messageOf(error: unknown): string {
  return brief(error instanceof Error ? error.message : String(error), 300);
}

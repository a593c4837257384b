import { durationOf, explanationsOf, notesOf } from '../../engine';
import { type Finding, type RequestNode, requestsAskedFor } from '../../http';
import { type Problem, sentence } from '../../messages';
import { bodyText, type Exchange, type GuardedSecret, jsonMembers, type Plan, refusal } from '../../sending';
import type { CliContext } from '../context';
import { describeExchange, describeUnsent, type Unsent } from '../exchange-json';
import { printAnswer, printExplanations } from '../exchange-text';
import { CommandError, EXIT, exitOf } from '../exit';
import { describeFailure, failureMessage } from '../failure';
import { type LoadedFile, loadFile, selectRequest } from '../http-file';
import type { CommonOptions, SelectOptions } from '../options';
import { Planner } from '../planning';
import { runPool } from '../pool';
import { confirmSend } from '../safety';

export interface SendOptions extends CommonOptions, SelectOptions {
  readonly all?: true;
  readonly repeat: number;
  readonly concurrency: number;
  readonly timeout: number;
  readonly yes?: true;
  readonly bail?: true;
}

interface Job {
  readonly node: RequestNode;
  readonly repetition: number;
}

/** `restlink send FILE`: signs, sends and shows what came back (cli: `send`). */
export async function sendCommand(context: CliContext, path: string, options: SendOptions): Promise<number> {
  const file = await loadFile(path, context.cwd);
  const nodes = options.all ? allRequests(file) : [selectRequest(file, options)];
  const jobs = nodes.flatMap((node) =>
    Array.from({ length: options.repeat }, (_, i): Job => ({ node, repetition: i + 1 })),
  );
  const run = new SendRun(context, file, options);
  let highest: number = EXIT.done;
  const inTurn = waitsForEarlier(file);
  await runPool(jobs, options.concurrency, async (job) => {
    const exit = await inTurn(job, () => (context.stopped.aborted ? Promise.resolve(null) : run.send(job)));
    if (exit === null) return false;
    highest = Math.max(highest, exit);
    return !(options.bail && exit !== EXIT.done);
  });
  if (context.stopped.aborted) run.tellStopped(jobs.length);
  return context.stopped.aborted ? Math.max(highest, EXIT.notCompleted) : highest;
}

function allRequests({ path, http }: LoadedFile): readonly RequestNode[] {
  if (http.requests.length === 0) throw new CommandError(`${path} holds no request.`);
  return http.requests;
}

/**
 * Lets a request wait for those above it whose answers the file asks for, however many go out at a time.
 * @returns runs the work of a job in its turn
 */
function waitsForEarlier({ http }: LoadedFile) {
  const names = new Set([...requestsAskedFor(http.text)].map((name) => name.toLowerCase()));
  const begun = new Map<Promise<unknown>, RequestNode>();
  return <T>({ node }: Job, work: () => Promise<T>): Promise<T> => {
    const earlier = [...begun].flatMap(([result, other]) => (other === node ? [] : [result]));
    const result = earlier.length === 0 ? work() : Promise.allSettled(earlier).then(work);
    if (node.name !== null && names.has(node.name.toLowerCase())) {
      begun.set(result, node);
      const end = () => begun.delete(result);
      result.then(end, end);
    }
    return result;
  };
}

/** Sends the requests of one command; a question is asked once per request, however often it is repeated. */
class SendRun {
  private readonly planner: Planner;
  private readonly noted = new Set<RequestNode>();
  private readonly waiting = new Set<RequestNode>();
  private readonly finished = new Map<RequestNode, number>();
  private begun = 0;
  /** Begun, and stopped before anything of them was sent. */
  private stoppedUnsent = 0;
  private readonly confirmed = new Map<RequestNode, Promise<string | null>>();

  constructor(
    private readonly context: CliContext,
    private readonly file: LoadedFile,
    private readonly options: SendOptions,
  ) {
    this.planner = new Planner(context, file, options, options.yes ? 'allowed' : 'ask');
  }

  /** @returns the exit code of this exchange */
  async send({ node, repetition }: Job): Promise<number> {
    this.begun++;
    const planned = await this.planner.plan(node);
    if (!planned.ok) {
      const { failure } = planned;
      const error = { kind: failure.kind, message: failureMessage(failure) };
      const hint = !this.options.all && failure.findings.some(isUnsent) ? `\n${SEND_ALL}` : '';
      return this.unsent(describeFailure(this.file, failure) + hint, { file: this.file.http, node, repetition, error });
    }
    const { plan } = planned;
    const secrets = await this.planner.known.guarded(plan);
    // What must not go at all is not asked about either.
    const refused = refusal(plan, secrets);
    const message = refused ? sentence(refused.problem) : await this.confirm(node, plan);
    if (message !== null) {
      const error = { kind: 'refused', message } as const;
      return this.unsent(message, { file: this.file.http, node, plan, repetition, error });
    }
    this.note(node, plan);
    const exchange = await this.exchange(node, plan, secrets);
    this.finished.set(node, (this.finished.get(node) ?? 0) + 1);
    await this.planner.remember(plan, exchange);
    await this.show(plan, exchange, repetition);
    if (exchange.failure) return exitOf(exchange.failure.kind);
    return isErrorAnswer(exchange) ? EXIT.answeredWithError : EXIT.done;
  }

  /**
   * Says once of how many requests nothing was sent because the person stopped.
   * @param all requests of the command, begun or not
   */
  tellStopped(all: number): void {
    const count = this.stoppedUnsent + all - this.begun;
    if (count > 0) this.context.terminal.message(sentence(stoppedBefore(count, all)));
  }

  private exchange(node: RequestNode, plan: Plan, secrets: readonly GuardedSecret[]): Promise<Exchange> {
    const { sender, stopped, terminal } = this.context;
    const redactor = this.planner.redactor(plan);
    return sender.send(plan, {
      timeoutMs: this.options.timeout,
      signal: stopped,
      secrets,
      onWaiting: () => this.tellWaiting(node),
      onRetry: (problem) => terminal.message(sentence(redactor.problem(problem))),
    });
  }

  /** Once per request, with how long it takes for all that are left of it. */
  private tellWaiting(node: RequestNode): void {
    if (this.waiting.has(node)) return;
    this.waiting.add(node);
    const count = this.options.repeat - (this.finished.get(node) ?? 0);
    const args = { count, time: durationOf(count) };
    const problem = { code: count > 1 ? 'sending.ledger.waitingFor' : 'sending.ledger.waiting', args } as const;
    this.context.terminal.message(sentence(problem));
  }

  private confirm(node: RequestNode, plan: Plan): Promise<string | null> {
    const known = this.confirmed.get(node);
    if (known) return known;
    const times = this.options.repeat;
    const asked = confirmSend(this.context, plan, { yes: this.options.yes === true, times });
    this.confirmed.set(node, asked);
    return asked;
  }

  /** Says once per request what is to be known of it, however often it is repeated. */
  private note(node: RequestNode, plan: Plan): void {
    if (this.noted.has(node)) return;
    this.noted.add(node);
    for (const note of notesOf(plan)) this.context.terminal.message(sentence(note));
  }

  private async show(plan: Plan, exchange: Exchange, repetition: number): Promise<void> {
    const { terminal } = this.context;
    const redactor = this.planner.redactor(plan);
    // First: an answer and its explanation must not be parted by those of others.
    const explanations = await explanationsOf(exchange, plan);
    if (this.options.json) terminal.result(JSON.stringify(describeExchange(plan, exchange, repetition, redactor)));
    const body = exchange.answer && !this.options.json ? bodyText(exchange.answer) : null;
    if (!this.options.json) printAnswer(terminal, plan, exchange, redactor, body);
    const remarks = body?.remark ? [body.remark] : [];
    if (exchange.failure?.problem.code === 'sending.abortedUnsent') this.stoppedUnsent++;
    else printExplanations(terminal, plan, exchange, [...explanations, ...remarks], redactor);
  }

  /** @returns the exit code */
  private unsent(report: string, unsent: Unsent): number {
    const { terminal } = this.context;
    const redactor = this.planner.redactor();
    if (this.options.json) terminal.result(JSON.stringify(describeUnsent(unsent, redactor)));
    terminal.message(redactor.text(report));
    return exitOf(unsent.error.kind);
  }
}

const SEND_ALL = 'With --all the requests of the file are sent in order, and later ones can use earlier answers.';

function stoppedBefore(count: number, all: number): Problem {
  if (all === 1) return { code: 'sending.abortedUnsent' };
  return { code: count === 1 ? 'sending.abortedUnsentOne' : 'sending.abortedUnsentMany', args: { count } };
}

/** A value of an answer that a run of one request cannot have. */
function isUnsent({ problem }: Finding): boolean {
  return problem.code === 'http.variable.noAnswer';
}

/** An answer with status 400 or more, or one that says `"status": false` (cli: "Exit"). */
function isErrorAnswer({ answer }: Exchange): boolean {
  if (!answer) return false;
  return answer.status >= 400 || jsonMembers(answer.body).status === false;
}

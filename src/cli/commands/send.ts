import { redactorFor } from '../../engine';
import { lineOf, type RequestNode } from '../../http';
import type { Exchange, FailureKind, Plan } from '../../sending';
import type { CliContext } from '../context';
import { describeExchange, unsentExchange } from '../exchange-json';
import { printExchange } from '../exchange-text';
import { CommandError, EXIT, exitOf } from '../exit';
import { describeFailure, failureMessage } from '../failure';
import { type LoadedFile, loadFile, selectRequest } from '../http-file';
import { knownSecrets } from '../known-secrets';
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
  await runPool(jobs, options.concurrency, async (job) => {
    if (context.stopped.aborted) return false;
    const exit = await run.send(job);
    highest = Math.max(highest, exit);
    return !(options.bail && exit !== EXIT.done);
  });
  return context.stopped.aborted ? Math.max(highest, EXIT.notCompleted) : highest;
}

function allRequests({ path, http }: LoadedFile): readonly RequestNode[] {
  if (http.requests.length === 0) throw new CommandError(`${path} holds no request.`);
  return http.requests;
}

/** Sends the requests of one command; a question is asked once per request, however often it is repeated. */
class SendRun {
  private readonly planner: Planner;
  private readonly confirmed = new Map<RequestNode, Promise<string | null>>();

  constructor(
    private readonly context: CliContext,
    private readonly file: LoadedFile,
    private readonly options: SendOptions,
  ) {
    this.planner = new Planner(context, file, options);
  }

  /** @returns the exit code of this exchange */
  async send({ node, repetition }: Job): Promise<number> {
    const planned = await this.planner.plan(node);
    if (!planned.ok) {
      const { failure } = planned;
      if (!this.options.json) this.context.terminal.message(describeFailure(this.file, failure));
      return this.unsent(node, repetition, failure.kind, failureMessage(failure));
    }
    const { plan } = planned;
    const refused = await this.confirm(node, plan);
    if (refused !== null) {
      if (!this.options.json) this.context.terminal.message(refused);
      return this.unsent(node, repetition, 'refused', refused);
    }
    const exchange = await this.exchange(plan);
    this.show(plan, exchange, repetition);
    if (exchange.failure) return exitOf(exchange.failure.kind);
    return isErrorAnswer(exchange) ? EXIT.answeredWithError : EXIT.done;
  }

  private async exchange(plan: Plan): Promise<Exchange> {
    const { sender, stopped, terminal } = this.context;
    return sender.send(plan, {
      timeoutMs: this.options.timeout,
      signal: stopped,
      secrets: await knownSecrets(this.context, plan),
      onWaiting: () =>
        terminal.message('All signatures of the last and next minutes are used up; waiting for the next free second.'),
    });
  }

  private confirm(node: RequestNode, plan: Plan): Promise<string | null> {
    const known = this.confirmed.get(node);
    if (known) return known;
    const times = this.options.repeat;
    const asked = confirmSend(this.context, plan, { yes: this.options.yes === true, times });
    this.confirmed.set(node, asked);
    return asked;
  }

  private show(plan: Plan, exchange: Exchange, repetition: number): void {
    const { terminal } = this.context;
    const redactor = redactorFor([plan]);
    if (!this.options.json) {
      printExchange(terminal, plan, exchange, redactor);
      return;
    }
    terminal.result(JSON.stringify(describeExchange(plan, exchange, repetition, redactor)));
  }

  private unsent(node: RequestNode, repetition: number, kind: FailureKind, message: string): number {
    if (this.options.json) {
      const line = lineOf(this.file.http, node.requestLine.start);
      this.context.terminal.result(JSON.stringify(unsentExchange(node, line, repetition, { kind, message })));
    }
    return exitOf(kind);
  }
}

/** An answer with status 400 or more, or one that says `"status": false` (cli: "Exit"). */
function isErrorAnswer({ answer }: Exchange): boolean {
  if (!answer) return false;
  if (answer.status >= 400) return true;
  try {
    const body: unknown = JSON.parse(answer.body.toString('utf8'));
    return typeof body === 'object' && body !== null && 'status' in body && body.status === false;
  } catch {
    return false;
  }
}

import {
  type Credential,
  type CredentialVault,
  environmentCredential,
  environmentOrigin,
  mayReceive,
  type Result,
  sameName,
} from '../credentials';
import { makePlan, namedCredential, type PlanFailure } from '../engine';
import { promptsOf, type RequestNode } from '../http';
import { sentence } from '../messages';
import type { Plan } from '../sending';
import type { CliContext } from './context';
import { readEnvironment } from './environment-files';
import { CommandError, EXIT } from './exit';
import type { LoadedFile } from './http-file';
import type { CommonOptions } from './options';
import { bodyFilesOf, readDotenv, variablesOf } from './sources';

/** A plan, or why there is none. */
export type Planned =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly failure: PlanFailure };

/** Makes plans for the requests of one file; what does not change from one to the next is read once. */
export class Planner {
  private readonly vault: CredentialVault;
  private readonly origin: string;
  private readonly fromEnvironment: Credential | null;
  private sources: Promise<{ dotenv: ReadonlyMap<string, string>; environment: ReadonlyMap<string, string> }> | null =
    null;
  private readonly answers = new Map<string, string>();

  /** @throws CommandError when `--base-url` or a RESTLINK_* variable makes no sense */
  constructor(
    private readonly context: CliContext,
    private readonly file: LoadedFile,
    private readonly options: CommonOptions,
  ) {
    const baseUrl = options.baseUrl ?? null;
    this.origin = orFail(environmentOrigin(context.env, baseUrl));
    this.fromEnvironment = orFail(environmentCredential(context.env, baseUrl))?.credential ?? null;
    this.vault = context.vault(baseUrl);
  }

  /** Prepares a request, evaluating its variables anew, and finds its credential (cli: "Credential"). */
  async plan(node: RequestNode): Promise<Planned> {
    const named = this.options.credential ?? namedCredential(node);
    const credentials = named === null ? this.environmentOnly() : await this.all(named);
    const { dotenv, environment } = await this.readSources();
    const result = await makePlan(this.file.http, node, {
      credentials,
      activeId: this.fromEnvironment?.id ?? null,
      named,
      defaultOrigin: this.origin,
      variables: variablesOf(this.context, {
        overrides: this.options.var,
        prompts: await this.ask(node),
        environment,
        dotenv,
      }),
      bodyFiles: bodyFilesOf(this.file.folder, this.context.cwd),
      secretOf: (credential) => this.vault.secretOf(credential),
    });
    if (result.kind === 'ready') return { ok: true, plan: result.plan };
    if (result.kind === 'failed') return { ok: false, failure: result.failure };
    const names = result.candidates.map(({ name }) => name).join(', ');
    throw new CommandError(`Several credentials match (${names}); choose one with --credential.`);
  }

  private environmentOnly(): readonly Credential[] {
    return this.fromEnvironment ? [this.fromEnvironment] : [];
  }

  /** All credentials, once it is clear that no other origin was asked for than the one the named credential has. */
  private async all(named: string): Promise<readonly Credential[]> {
    const { credentials, problem } = await this.vault.list();
    if (problem) this.context.terminal.message(sentence(problem));
    const found = credentials.find(({ name }) => sameName(name, named));
    const asked = this.options.baseUrl ?? this.context.env.RESTLINK_BASE_URL;
    if (found && asked && !mayReceive(found, this.origin)) {
      throw new CommandError(
        `The credential ${found.name} is bound to ${found.origin} and is not used for ${this.origin}. Leave out the base URL, or add a credential for that origin.`,
        EXIT.refused,
      );
    }
    return [...credentials, ...this.environmentOnly()];
  }

  private readSources() {
    const { folder } = this.file;
    const { cwd, terminal } = this.context;
    this.sources ??= Promise.all([
      readDotenv(folder, cwd),
      readEnvironment(this.options.env ?? null, folder, cwd, (text) => terminal.message(text)),
    ]).then(([dotenv, environment]) => ({ dotenv, environment }));
    return this.sources;
  }

  /** Prompts are asked once; without a terminal they stay unresolved (cli). */
  private async ask(node: RequestNode): Promise<ReadonlyMap<string, string>> {
    const { terminal } = this.context;
    for (const { name, description } of promptsOf(node)) {
      if (this.options.var.has(name) || this.answers.has(name) || !terminal.interactive) continue;
      const masked = /pass|secret|token|key|pin/i.test(name);
      const answer = await terminal.ask(`${description || name}: `, { masked });
      if (answer !== null) this.answers.set(name, answer);
    }
    return this.answers;
  }
}

/** @throws CommandError with the sentence of the problem */
function orFail<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new CommandError(sentence(result.problem));
}

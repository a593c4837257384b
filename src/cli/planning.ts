import {
  type Credential,
  type CredentialVault,
  type EnvironmentCredential,
  environmentCredential,
  environmentOrigin,
  mayReceive,
  type Result,
  sameName,
} from '../credentials';
import { KnownSecrets, looksSecret, makePlan, namedCredential, type PlanFailure, readsProcess } from '../engine';
import { promptsOf, type RequestNode } from '../http';
import { type Problem, sentence } from '../messages';
import type { Plan } from '../sending';
import type { CliContext } from './context';
import { readEnvironment } from './environment-files';
import { CommandError } from './exit';
import type { LoadedFile } from './http-file';
import type { CommonOptions } from './options';
import { bodyFilesOf, readDotenv, variablesOf } from './sources';

/** A plan, or why there is none. */
export type Planned =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly failure: PlanFailure };

/** What the variables of a file are taken from, besides the file. */
interface Sources {
  readonly dotenv: ReadonlyMap<string, string>;
  readonly environment: ReadonlyMap<string, string>;
  readonly secrets: ReadonlySet<string>;
}

/** Makes plans for the requests of one file; what does not change from one to the next is read once. */
export class Planner {
  /** What is to be recognised in requests and answers. */
  readonly known: KnownSecrets;
  private readonly vault: CredentialVault;
  private readonly origin: string;
  private readonly fromEnvironment: Result<EnvironmentCredential | null>;
  private sources: Promise<Sources> | null = null;
  private readonly answers = new Map<string, string>();

  /** @throws CommandError when `--base-url` or RESTLINK_BASE_URL makes no sense */
  constructor(
    private readonly context: CliContext,
    private readonly file: LoadedFile,
    private readonly options: CommonOptions,
  ) {
    const baseUrl = options.baseUrl ?? null;
    this.origin = orFail(environmentOrigin(context.env, baseUrl));
    this.fromEnvironment = environmentCredential(context.env, baseUrl);
    const environment = this.fromEnvironment.ok ? this.fromEnvironment.value : null;
    this.vault = context.vault(environment);
    this.known = new KnownSecrets(this.vault, environment);
  }

  /** Prepares a request, evaluating its variables anew, and finds its credential (cli: "Credential"). */
  async plan(node: RequestNode): Promise<Planned> {
    const named = this.options.credential ?? namedCredential(node);
    const environmentOnly = this.environmentOnly(named);
    const credentials = named === null ? environmentOnly : [...(await this.list()), ...environmentOnly];
    const contradiction = named === null ? null : this.baseUrlContradicts(credentials, named);
    if (contradiction) {
      const { start, end } = node.requestLine;
      const findings = [{ start, end, severity: 'error', problem: contradiction } as const];
      return { ok: false, failure: { kind: 'refused', findings, actions: [] } };
    }
    const { dotenv, environment, secrets } = await this.readSources();
    const result = await makePlan(this.file.http, node, {
      credentials,
      activeId: environmentOnly[0]?.id ?? null,
      named,
      defaultOrigin: this.origin,
      variables: variablesOf(this.context, {
        overrides: this.options.var,
        prompts: await this.ask(node),
        environment,
        dotenv,
        secrets,
      }),
      bodyFiles: bodyFilesOf(this.file.folder, this.context.cwd),
      secretOf: (credential) => this.vault.secretOf(credential),
    });
    if (result.kind === 'ready') return { ok: true, plan: result.plan };
    if (result.kind === 'failed') return { ok: false, failure: result.failure };
    const names = result.candidates.map(({ name }) => name).join(', ');
    throw new CommandError(`Several credentials match (${names}); choose one with --credential.`);
  }

  /**
   * The credential of the environment, which counts where none is named (cli: "Credential").
   * @throws CommandError when it counts and its variables make no sense
   */
  private environmentOnly(named: string | null): readonly Credential[] {
    const { fromEnvironment } = this;
    const found = named === null || fromEnvironment.ok ? orFail(fromEnvironment) : null;
    return found ? [found.credential] : [];
  }

  private async list(): Promise<readonly Credential[]> {
    const { credentials, problem } = await this.vault.list();
    if (problem) this.context.terminal.message(sentence(problem));
    return credentials;
  }

  /** A stored credential goes to its own origin, whatever the base URL says (cli: "Bound origin"). */
  private baseUrlContradicts(credentials: readonly Credential[], named: string): Problem | null {
    const found = credentials.find(({ name }) => sameName(name, named));
    const asked = this.options.baseUrl ?? this.context.env.RESTLINK_BASE_URL;
    if (!found || !asked || mayReceive(found, this.origin)) return null;
    return { code: 'credential.otherBaseUrl', args: { name: found.name, bound: found.origin, origin: this.origin } };
  }

  private readSources(): Promise<Sources> {
    const { folder, http } = this.file;
    const { cwd, terminal } = this.context;
    this.sources ??= Promise.all([
      readDotenv(folder, cwd),
      readEnvironment(this.options.env ?? null, folder, cwd, (text) => terminal.message(text)),
      // The keychain is asked only where a variable could yield what it holds.
      readsProcess(http.text) ? this.known.values() : new Set<string>(),
    ]).then(([dotenv, environment, secrets]) => ({ dotenv, environment, secrets }));
    return this.sources;
  }

  /** Prompts are asked once; without a terminal they stay unresolved (cli). */
  private async ask(node: RequestNode): Promise<ReadonlyMap<string, string>> {
    const { terminal } = this.context;
    for (const { name, description } of promptsOf(node)) {
      if (this.options.var.has(name) || this.answers.has(name) || !terminal.interactive) continue;
      const answer = await terminal.ask(`${description || name}: `, { masked: looksSecret(name) });
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

import {
  type Credential,
  type CredentialVault,
  type EnvironmentCredential,
  environmentCredential,
  environmentOrigin,
  environmentSecrets,
  mayReceive,
  type Result,
  sameName,
} from '../credentials';
import {
  EarlierAnswers,
  type EnvironmentVariables,
  KnownSecrets,
  looksSecret,
  makeGuardedPlan,
  namedCredential,
  type PlanFailure,
  secretAnswers,
} from '../engine';
import { promptsOf, type RequestNode } from '../http';
import { type Problem, sentence } from '../messages';
import type { Exchange, Plan, Redactor } from '../sending';
import { bodyFilesOf } from './body-files';
import type { CliContext } from './context';
import { environmentsAround, requireEnvironment } from './environment-files';
import { CommandError } from './exit';
import type { LoadedFile } from './http-file';
import type { CommonOptions } from './options';
import { variablesOf } from './sources';
import { said } from './visible';

/** A plan, or why there is none. */
export type Planned =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly failure: PlanFailure };

/** What tells the one file of a run from others. */
const THIS_FILE = '';

/** Makes plans for the requests of one file; what does not change from one to the next is read once. */
export class Planner {
  /** What is to be recognised in requests and answers. */
  readonly known: KnownSecrets;
  private readonly vault: CredentialVault;
  private readonly origin: string;
  private readonly fromEnvironment: Result<EnvironmentCredential | null>;
  private readonly earlier = new EarlierAnswers();
  private environments: Promise<EnvironmentVariables> | null = null;
  private asking: Promise<unknown> = Promise.resolve();
  private readonly answers = new Map<string, string>();
  private readonly outsideAnswers = new Map<string, Promise<string | null>>();

  /** @throws CommandError when `--base-url` or RESTLINK_BASE_URL makes no sense */
  constructor(
    private readonly context: CliContext,
    private readonly file: LoadedFile,
    private readonly options: CommonOptions,
    /** Whether body files from outside of the folders may be read without a question. */
    private readonly outside: 'ask' | 'allowed',
  ) {
    const baseUrl = options.baseUrl ?? null;
    this.origin = orFail(environmentOrigin(context.env, baseUrl));
    this.fromEnvironment = environmentCredential(context.env, baseUrl);
    const environment = this.fromEnvironment.ok ? this.fromEnvironment.value : null;
    this.vault = context.vault(environment);
    this.known = new KnownSecrets(this.vault, environmentSecrets(context.env, baseUrl));
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
      return { ok: false, failure: { kind: 'refused', findings, actions: [], credential: null, request: null } };
    }
    const result = await makeGuardedPlan(
      this.file.http,
      node,
      {
        credentials,
        activeId: environmentOnly[0]?.id ?? null,
        named,
        defaultOrigin: this.origin,
        variables: variablesOf(this.context, {
          ...(await this.readEnvironments()),
          overrides: this.options.var,
          prompts: await this.ask(node),
          requestValue: this.earlier.valuesFor(THIS_FILE, () => this.file.http),
        }),
        bodyFiles: bodyFilesOf(this.file.folder, this.context.cwd, (path) => this.askOutside(path)),
        secretOf: (credential) => this.vault.secretOf(credential),
      },
      () => this.known.values(),
    );
    if (result.kind === 'ready') return { ok: true, plan: result.plan };
    if (result.kind === 'failed') return { ok: false, failure: result.failure };
    const names = result.candidates.map(({ name }) => name).join(', ');
    throw new CommandError(`Several credentials match (${names}); choose one with --credential.`);
  }

  /** Keeps an exchange of this run for the requests after it. */
  remember({ request }: Plan, exchange: Exchange): Promise<void> {
    return this.earlier.remember(THIS_FILE, request, exchange);
  }

  /** Masks what is known by now, the secrets of this plan, and those that earlier answers or the person have put into it. */
  redactor(...plans: readonly Plan[]): Redactor {
    return this.known.redactor(plans, [...this.earlier.secrets, ...secretAnswers(this.answers)]);
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

  private readEnvironments(): Promise<EnvironmentVariables> {
    const { cwd, terminal } = this.context;
    const selected = this.options.env ?? null;
    const read = async () => {
      const set = await environmentsAround(this.file.folder, cwd, (text) => terminal.message(text));
      if (selected !== null) requireEnvironment(set, selected);
      return set.variables(selected);
    };
    this.environments ??= read();
    return this.environments;
  }

  private ask(node: RequestNode): Promise<ReadonlyMap<string, string>> {
    return this.inTurn(() => this.askNow(node));
  }

  /** One question after the other: several requests may be planned at a time, and there is one terminal. */
  private inTurn<T>(question: () => Promise<T>): Promise<T> {
    const asking = this.asking.then(question);
    this.asking = asking.catch(() => undefined);
    return asking;
  }

  /** Once for each file. */
  private askOutside(path: string): Promise<string | null> {
    const known = this.outsideAnswers.get(path);
    if (known) return known;
    const asked = this.inTurn(() => this.askOutsideNow(path));
    this.outsideAnswers.set(path, asked);
    return asked;
  }

  private async askOutsideNow(path: string): Promise<string | null> {
    if (this.outside === 'allowed') return null;
    const { terminal } = this.context;
    const where = `it lies outside of ${this.file.folder}`;
    if (!terminal.interactive) return `${where}, and nobody can be asked here. Say --yes to allow it.`;
    const answer = await terminal.ask(`${this.file.path} wants to send the content of ${path}. Send it? [y/N] `);
    return /^y(es)?$/i.test(answer?.trim() ?? '') ? null : `${where}, and you did not allow it.`;
  }

  /** Prompts are asked once; without a terminal they stay unresolved (cli). */
  private async askNow(node: RequestNode): Promise<ReadonlyMap<string, string>> {
    const { terminal } = this.context;
    for (const { name, description } of promptsOf(node)) {
      if (this.options.var.has(name) || this.answers.has(name) || !terminal.interactive) continue;
      // Whatever the file says, its words are told from ours.
      const asks = description ? ` (the file says: ${said(description)})` : '';
      const question = `${this.file.path} asks for ${name}${asks}: `;
      const answer = await terminal.ask(question, { masked: looksSecret(name) });
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

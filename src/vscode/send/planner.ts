import type { TextDocument, Uri } from 'vscode';
import { type Credential, CredentialError, DEFAULT_ORIGIN, environmentSecrets, type Secret } from '../../credentials';
import {
  type BrokenEnvironment,
  KnownSecrets,
  makeGuardedPlan,
  type PlanContext,
  type PlanFailure,
  type PlanResult,
} from '../../engine';
import { ENVIRONMENT_FILES, promptsOf } from '../../http';
import type { Problem } from '../../messages';
import type { BodyFiles } from '../../request';
import type { Plan } from '../../sending';
import type { EditorFolder } from '../environments';
import type { Parts } from '../parts';
import { EditorBodyFiles } from './body-files';
import { askCredential, askPrompts, type WhileAsking } from './questions';
import type { FileVariables, VariableSources } from './sources';
import type { Target } from './target';

/** A plan, why there is none, or that the person gave up at a question. */
export type Planned =
  | { readonly kind: 'ready'; readonly plan: Plan; readonly known: KnownSecrets }
  | FailedPlan
  | { readonly kind: 'cancelled' };

/** Why there is no plan, and what may have to do with it: files of variables that were left out, an unknown environment. */
export interface FailedPlan {
  readonly kind: 'failed';
  readonly failure: PlanFailure;
  readonly notes: readonly Problem[];
  readonly broken: readonly BrokenEnvironment<EditorFolder>[];
}

/** What a look at a request may use: it asks nobody, and reads no secret that is not handed to it. */
export interface Glance {
  /** The secret of a credential, or why it is not read. */
  secretOf(credential: Credential): Promise<Secret | Problem>;
  /** Values that variables of the process must not yield. */
  knownSecrets(): Promise<Pick<ReadonlySet<string>, 'has'>>;
  /** The name of the credential that signs where several fit; null leaves that open. */
  readonly chosen: string | null;
}

/** Makes plans for requests of documents, asking the person what only they can know. */
export class Planner {
  private readonly bodyFiles = new EditorBodyFiles();

  constructor(
    private readonly parts: Pick<Parts, 'credentials' | 'engine'>,
    private readonly sources: VariableSources,
  ) {}

  /**
   * Prepares a request, its variables evaluated anew, and finds credential and secret; nothing leaves the machine.
   * @param whileAsking is given every question to the person
   */
  async plan(target: Target, whileAsking: WhileAsking = (ask) => ask()): Promise<Planned> {
    const { document, parsed, node } = target;
    const prompts = await this.prompts(target, whileAsking);
    if (!prompts) return { kind: 'cancelled' };
    const { credentials: model, engine } = this.parts;
    const secretOf = (credential: Credential) => model.secretOf(credential);
    const known = new KnownSecrets(
      { list: () => engine.vault.list(), secretOf },
      environmentSecrets(process.env, null),
    );
    const files = await this.sources.read(document);
    const context = {
      ...(await this.context(files, prompts)),
      bodyFiles: this.bodyFiles.of(document),
      secretOf,
    };
    const make = (given: PlanContext) => makeGuardedPlan(parsed.file, node, given, () => known.values());
    const result = await make(context);
    if (result.kind === 'ready') return { ...result, known };
    if (result.kind === 'failed') return this.failed(target, result.failure);
    const chosen = await whileAsking(() => askCredential(result.candidates));
    if (!chosen) return { kind: 'cancelled' };
    const again = await make({ ...context, named: chosen.name });
    if (again.kind === 'ask') return { kind: 'cancelled' };
    return again.kind === 'ready' ? { ...again, known } : this.failed(target, again.failure);
  }

  /** A plan for what is shown while a person types: variables as last read, prompts as last answered. */
  async glance({ document, parsed, node }: Target, { secretOf, knownSecrets, chosen }: Glance): Promise<PlanResult> {
    const files = await this.sources.cached(document);
    const context: PlanContext = {
      ...(await this.context(files, files.prompts)),
      bodyFiles: this.bodyFiles.withoutAsking(document),
      secretOf: async (credential) => {
        const secret = await secretOf(credential);
        if ('code' in secret) throw new CredentialError(secret);
        return secret;
      },
    };
    const result = await makeGuardedPlan(parsed.file, node, context, knownSecrets);
    if (result.kind !== 'ask' || !result.candidates.some(({ name }) => name === chosen)) return result;
    return makeGuardedPlan(parsed.file, node, { ...context, named: chosen }, knownSecrets);
  }

  /** The files that a text names, without asking. @param document null for a text that lies nowhere */
  bodyFilesOf(document: TextDocument | null): BodyFiles {
    return this.bodyFiles.withoutAsking(document);
  }

  /** The secret of a credential, or why it cannot be had; opens its keychain. */
  async readSecret(credential: Credential): Promise<Secret | Problem> {
    try {
      return await this.parts.credentials.secretOf(credential);
    } catch (error) {
      if (error instanceof CredentialError) return error.problem;
      throw error;
    }
  }

  /** Values that variables of the process must not yield; opens the keychain. */
  knownSecrets(): Promise<ReadonlySet<string>> {
    const { credentials, engine } = this.parts;
    const stored = { list: () => engine.vault.list(), secretOf: (one: Credential) => credentials.secretOf(one) };
    return new KnownSecrets(stored, environmentSecrets(process.env, null)).values();
  }

  private async context(files: FileVariables, prompts: ReadonlyMap<string, string>) {
    const { credentials } = this.parts;
    const entries = await credentials.list();
    return {
      credentials: entries.map(({ credential }) => credential),
      activeId: credentials.activeId(),
      named: null,
      defaultOrigin: DEFAULT_ORIGIN,
      variables: this.sources.context(files, prompts),
    };
  }

  private async failed({ document }: Target, failure: PlanFailure): Promise<FailedPlan> {
    if (failure.kind !== 'unresolved') return { kind: 'failed', failure, notes: [], broken: [] };
    const set = await this.sources.environments(document);
    const name = this.sources.selected();
    const notes = set.broken.map(({ problem }) => problem);
    if (name !== null && !set.knows(name)) {
      const names = set.known.map((environment) => environment.name).join(', ');
      const code = names === '' ? 'environment.none' : 'environment.unknown';
      notes.push({ code, args: { name, names, file: ENVIRONMENT_FILES[0] } });
    }
    return { kind: 'failed', failure, notes, broken: set.broken };
  }

  private async prompts(
    { document, node }: Target,
    whileAsking: WhileAsking,
  ): Promise<ReadonlyMap<string, string> | null> {
    if (promptsOf(node).length === 0) return new Map();
    const answers = await whileAsking(() =>
      askPrompts(nameOf(document.uri), node, this.sources.prompts.of(document.uri)),
    );
    if (answers) this.sources.rememberPrompts(document, answers);
    return answers;
  }
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

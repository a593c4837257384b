import type { Uri } from 'vscode';
import { type Credential, DEFAULT_ORIGIN, environmentSecrets } from '../../credentials';
import {
  type BrokenEnvironment,
  KnownSecrets,
  makeGuardedPlan,
  type PlanContext,
  type PlanFailure,
} from '../../engine';
import { ENVIRONMENT_FILES, promptsOf } from '../../http';
import type { Problem } from '../../messages';
import type { Plan } from '../../sending';
import type { EditorFolder } from '../environments';
import type { Parts } from '../parts';
import { EditorBodyFiles } from './body-files';
import { askCredential, askPrompts, type WhileAsking } from './questions';
import type { VariableSources } from './sources';
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
    const [entries, files] = await Promise.all([model.list(), this.sources.read(document)]);
    const context: PlanContext = {
      credentials: entries.map(({ credential }) => credential),
      activeId: model.activeId(),
      named: null,
      defaultOrigin: DEFAULT_ORIGIN,
      variables: this.sources.context(files, prompts),
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

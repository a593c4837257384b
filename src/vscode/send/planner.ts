import { type Credential, DEFAULT_ORIGIN, environmentCredential } from '../../credentials';
import { KnownSecrets, makePlan, type PlanContext, type PlanFailure, readsProcess } from '../../engine';
import { promptsOf, type RequestNode } from '../../http';
import type { Plan } from '../../sending';
import type { Parts } from '../parts';
import { EditorBodyFiles } from './body-files';
import { askCredential, askPrompts, type WhileAsking } from './questions';
import type { VariableSources } from './sources';
import type { Target } from './target';

/** A plan, why there is none, or that the person gave up at a question. */
export type Planned =
  | { readonly kind: 'ready'; readonly plan: Plan; readonly known: KnownSecrets }
  | { readonly kind: 'failed'; readonly failure: PlanFailure }
  | { readonly kind: 'cancelled' };

/** Makes plans for requests of documents, asking the person what only they can know. */
export class Planner {
  private readonly bodyFiles = new EditorBodyFiles();
  /** Answers to prompts by document, for the next time. */
  private readonly remembered = new Map<string, Map<string, string>>();

  constructor(
    private readonly parts: Pick<Parts, 'credentials' | 'engine'>,
    private readonly sources: VariableSources,
  ) {}

  /**
   * Prepares a request, its variables evaluated anew, and finds credential and secret; nothing leaves the machine.
   * @param whileAsking is given every question to the person
   */
  async plan({ document, parsed, node }: Target, whileAsking: WhileAsking = (ask) => ask()): Promise<Planned> {
    const prompts = await this.prompts(document.uri.toString(), node, whileAsking);
    if (!prompts) return { kind: 'cancelled' };
    const { credentials: model, engine } = this.parts;
    const secretOf = (credential: Credential) => model.secretOf(credential);
    const fromEnvironment = environmentCredential(process.env, null);
    const known = new KnownSecrets(
      { list: () => engine.vault.list(), secretOf },
      fromEnvironment.ok ? fromEnvironment.value : null,
    );
    const [entries, files, secrets] = await Promise.all([
      model.list(),
      this.sources.read(document),
      readsProcess(document.getText()) ? known.values() : new Set<string>(),
    ]);
    const context: PlanContext = {
      credentials: entries.map(({ credential }) => credential),
      activeId: model.activeId(),
      named: null,
      defaultOrigin: DEFAULT_ORIGIN,
      variables: this.sources.context(files, prompts, secrets),
      bodyFiles: this.bodyFiles.of(document),
      secretOf,
    };
    const result = await makePlan(parsed.file, node, context);
    if (result.kind === 'ready') return { ...result, known };
    if (result.kind === 'failed') return result;
    const chosen = await whileAsking(() => askCredential(result.candidates));
    if (!chosen) return { kind: 'cancelled' };
    const again = await makePlan(parsed.file, node, { ...context, named: chosen.name });
    if (again.kind === 'ask') return { kind: 'cancelled' };
    return again.kind === 'ready' ? { ...again, known } : again;
  }

  private async prompts(
    document: string,
    node: RequestNode,
    whileAsking: WhileAsking,
  ): Promise<ReadonlyMap<string, string> | null> {
    if (promptsOf(node).length === 0) return new Map();
    const remembered = this.remembered.get(document) ?? new Map<string, string>();
    this.remembered.set(document, remembered);
    return whileAsking(() => askPrompts(node, remembered));
  }
}

import { DEFAULT_ORIGIN } from '../../credentials';
import { makePlan, type PlanContext, type PlanFailure } from '../../engine';
import { promptsOf, type RequestNode } from '../../http';
import type { Plan } from '../../sending';
import type { Parts } from '../parts';
import { EditorBodyFiles } from './body-files';
import { askCredential, askPrompts, type WhileAsking } from './questions';
import type { VariableSources } from './sources';
import type { Target } from './target';

/** A plan, why there is none, or that the person gave up at a question. */
export type Planned =
  | { readonly kind: 'ready'; readonly plan: Plan }
  | { readonly kind: 'failed'; readonly failure: PlanFailure }
  | { readonly kind: 'cancelled' };

/** Makes plans for requests of documents, asking the person what only they can know. */
export class Planner {
  private readonly bodyFiles = new EditorBodyFiles();
  /** Answers to prompts by document, for the next time. */
  private readonly remembered = new Map<string, Map<string, string>>();

  constructor(
    private readonly parts: Pick<Parts, 'credentials'>,
    private readonly sources: VariableSources,
  ) {}

  /**
   * Prepares a request, its variables evaluated anew, and finds credential and secret; nothing leaves the machine.
   * @param whileAsking is given every question to the person
   */
  async plan({ document, parsed, node }: Target, whileAsking: WhileAsking = (ask) => ask()): Promise<Planned> {
    const prompts = await this.prompts(document.uri.toString(), node, whileAsking);
    if (!prompts) return { kind: 'cancelled' };
    const { credentials: model } = this.parts;
    const [entries, files] = await Promise.all([model.list(), this.sources.read(document)]);
    const context: PlanContext = {
      credentials: entries.map(({ credential }) => credential),
      activeId: model.activeId(),
      named: null,
      defaultOrigin: DEFAULT_ORIGIN,
      variables: this.sources.context(files, prompts),
      bodyFiles: this.bodyFiles.of(document),
      secretOf: (credential) => model.secretOf(credential),
    };
    const result = await makePlan(parsed.file, node, context);
    if (result.kind !== 'ask') return result;
    const chosen = await whileAsking(() => askCredential(result.candidates));
    if (!chosen) return { kind: 'cancelled' };
    const again = await makePlan(parsed.file, node, { ...context, named: chosen.name });
    return again.kind === 'ask' ? { kind: 'cancelled' } : again;
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

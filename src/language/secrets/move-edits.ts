import { curlOptionCut, type HttpFile, type RequestNode, type Span, type VariableNode } from '../../http';
import { addAbove, removeLines, wholeLines } from '../diagnostics/lines';
import { replace } from '../diagnostics/report';
import type { TextEdit } from '../model';
import { lastStarting, requestIn } from '../variables/place';
import { plainName, usesIn } from '../variables/uses';
import { secretsInHttp } from './in-http';
import type { MovePlan } from './move';
import { removeDefinition } from './remove-definition';
import { Holding, isAuthentication, isSignature } from './uses';
import { hintOf } from './values';

type Planned = Pick<MovePlan, 'key' | 'secret' | 'token' | 'variables' | 'useDirective'>;

/**
 * The edits of a `.http` file that a move asks for: authentication headers go, `# @credential NAME` takes their place,
 * variables that nothing else uses are taken out, and what comments tell of the secret is shortened. Scripts stay as they are.
 * @param plan of `planMove`, for this file or for an environment file that it uses
 */
export function editsForMove(file: HttpFile, plan: Planned, credentialName: string): readonly TextEdit[] {
  return new Moving(file, plan, credentialName).edits();
}

class Moving {
  private readonly holding: Holding;
  private readonly values: readonly string[];
  /** What goes, lines and options. */
  private readonly cuts: TextEdit[] = [];
  /** The same by place; they do not overlap. */
  private ordered: readonly TextEdit[] = [];

  constructor(
    private readonly file: HttpFile,
    private readonly plan: Planned,
    private readonly credential: string,
  ) {
    const { key, secret, token, variables } = plan;
    this.values = [key, secret, token].filter((value) => value !== null);
    this.holding = new Holding(file, this.values, variables);
  }

  edits(): readonly TextEdit[] {
    const more: TextEdit[] = [];
    for (const request of this.holding.uses().requests) {
      for (const cut of headerCuts(this.file, request)) this.cuts.push(cut);
      for (const edit of this.directives(request)) more.push(edit);
    }
    for (const definition of this.unused()) this.cuts.push(removeDefinition(this.file, definition));
    for (const edit of this.mentions()) more.push(edit);
    return [...this.cuts, ...more.filter((edit) => !this.isCut(edit))];
  }

  /** Exactly one `# @credential`, and no `# @no-sign`, which would keep it from signing. */
  private *directives(request: RequestNode): Iterable<TextEdit> {
    const { directives } = request;
    for (const directive of directives) {
      if (directive.key === 'no-sign') this.cuts.push(removeLines(this.file, directive));
    }
    if (!this.plan.useDirective) return;
    const named = directives.filter(({ key }) => key === 'credential');
    const line = `# @credential ${this.credential}`;
    const [first, ...others] = named;
    if (first) yield replace(first, line);
    else yield addAbove(this.file, request, line);
    for (const other of others) this.cuts.push(removeLines(this.file, other));
  }

  /** Definitions that hold the secret, and are used by nothing that stays. */
  private unused(): readonly VariableNode[] {
    const holders = this.file.variables.filter((definition) => this.holding.definitionHolds(definition, null));
    if (holders.length === 0) return [];
    const names = new Set(holders.map(({ name }) => name));
    const uses = this.usesOf(names);
    const gone = new Set(holders);
    for (let size = -1; size !== gone.size; ) {
      size = gone.size;
      for (const definition of gone) {
        const isUsed = uses.some((use) => use.name === definition.name && use.seen(definition) && !isIn(use.at, gone));
        if (isUsed) gone.delete(definition);
      }
    }
    return [...gone];
  }

  /** Uses of variables that stay when the headers are gone. */
  private usesOf(names: ReadonlySet<string>) {
    const { file } = this;
    return file.blocks.flatMap((block) =>
      usesIn(file, block, Number.POSITIVE_INFINITY).flatMap((use) => {
        const name = plainName(use)?.name ?? '';
        if (!names.has(name) || this.isCut(use)) return [];
        const inValue = block.variables.some(({ start, end }) => start <= use.start && use.start < end);
        const request = inValue ? null : requestIn(block, use.start);
        const seen = (definition: VariableNode) =>
          request === null || file.definitions.seen(name, request.requestLine.start)?.start === definition.start;
        return [{ name, at: use.start, seen }];
      }),
    );
  }

  /** The secret in comments, titles and directives. */
  private *mentions(): Iterable<TextEdit> {
    for (const { start, end, place, value } of secretsInHttp(this.file, () => false)) {
      if ((place === 'comment' || place === 'directive') && this.values.includes(value)) {
        yield replace({ start, end }, hintOf(value));
      }
    }
  }

  private isCut({ start, end }: Span): boolean {
    if (this.ordered.length !== this.cuts.length) this.ordered = [...this.cuts].sort((a, b) => a.start - b.start);
    const cut = this.ordered[lastStarting(this.ordered, start)];
    return cut !== undefined && start < cut.end && end <= cut.end;
  }
}

function isIn(offset: number, definitions: ReadonlySet<VariableNode>): boolean {
  for (const { start, end } of definitions) if (start <= offset && offset < end) return true;
  return false;
}

/** All headers that a credential sets (product section 1, "Where it may go"). */
function* headerCuts(file: HttpFile, request: RequestNode): Iterable<TextEdit> {
  for (const header of request.headers) {
    if (!isAuthentication(header.name) && !isSignature(header.name)) continue;
    if (request.syntax !== 'curl') yield replace(wholeLines(file, header), '');
    else {
      const cut = curlOptionCut(file, request, header.valueSpan);
      if (cut) yield cut;
    }
  }
}

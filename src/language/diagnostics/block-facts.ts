import type { BlockNode, HttpFile, Span } from '../../http';
import { type Role, rolesOf } from '../secrets/roles';
import { requestNameSpan } from '../variables/symbols';
import { promptNames } from '../variables/uses';

/** What other blocks of the file can depend on. */
export interface BlockFacts {
  readonly names: readonly RequestName[];
  /** Names that `# @prompt` asks for. */
  readonly prompts: readonly string[];
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  /** Variables that stand for secrets in its requests. */
  readonly roles: readonly Role[];
}

/** The name of a request; its range counts from the start of the block. */
export interface RequestName extends Span {
  readonly name: string;
  /** By `# @name`, and not by the title alone. */
  readonly isGiven: boolean;
}

const none: readonly never[] = Object.freeze([]);

export function blockFacts(file: Pick<HttpFile, 'slice'>, block: BlockNode): BlockFacts {
  const { requests, variables, start } = block;
  const names: RequestName[] = [];
  const prompts: string[] = [];
  for (const request of requests) {
    const { name } = request;
    const span = name === null ? null : requestNameSpan(request);
    if (name !== null && span) {
      const isGiven = span.start !== request.separator?.titleSpan.start;
      names.push({ name, isGiven, start: span.start - start, end: span.end - start });
    }
    if (request.directives.length > 0) prompts.push(...promptNames(request).map((prompt) => prompt.name));
  }
  return {
    names: names.length > 0 ? names : none,
    prompts: prompts.length > 0 ? prompts : none,
    variables: variables.length > 0 ? variables.map(({ name, value }) => ({ name, value })) : none,
    roles: rolesOf(file, block),
  };
}

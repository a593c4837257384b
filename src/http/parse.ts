import { parseBlock } from './block';
import { cutBlocks } from './blocks';
import type { BlockNode, Finding, HttpFile, RequestNode, VariableNode } from './nodes';
import type { FileValue } from './reading';
import { Source } from './syntax/source';
import { fileValueOf } from './variables/definitions';

const nothingKnown: FileValue = () => undefined;

/**
 * Reads the text of a `.http` file (http-dialect). Pure and synchronous; it never throws, whatever the text.
 * @param text as it stands in the document: a byte order mark, CRLF and lone CR are understood
 */
export function parse(text: string): HttpFile {
  const source = new Source(text);
  const firsts = cutBlocks(source);
  const lineCount = source.starts.length;
  const endOf = (index: number) => firsts[index + 1] ?? lineCount;
  const blocks = firsts.map((first, index) => parseBlock(source, first, endOf(index), nothingKnown));
  if (blocks.some(({ usesVariables }) => usesVariables)) {
    const fileValue = fileValueOf(blocks.flatMap(({ variables }) => variables));
    for (const [index, first] of firsts.entries()) {
      if (blocks[index]?.usesVariables) blocks[index] = parseBlock(source, first, endOf(index), fileValue);
    }
  }
  return fileOf(source, blocks);
}

/** Puts blocks together into a file. */
function fileOf({ text, starts }: Source, blocks: readonly BlockNode[]): HttpFile {
  const requests: RequestNode[] = [];
  const variables: VariableNode[] = [];
  const findings: Finding[] = [];
  for (const block of blocks) {
    append(requests, block.requests);
    append(variables, block.variables);
    append(findings, block.findings);
  }
  return { text, blocks, requests, variables, findings, lineStarts: starts };
}

/** By index: most lists are the one empty list, and an iterator for each of thirty thousand would show. */
function append<Item>(to: Item[], items: readonly Item[]): void {
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item !== undefined) to.push(item);
  }
}

/** Every finding of a file, those of its requests included, in the order of the text. */
export function findingsOf(file: HttpFile): Finding[] {
  const all = [...file.findings];
  for (const { findings } of file.requests) all.push(...findings);
  return all.sort((a, b) => a.start - b.start);
}

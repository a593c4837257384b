import { parseBlock } from '../../../src/http/block';
import type { BlockTree } from '../../../src/http/draft';
import { isScriptBlockAt, scriptEnd } from '../../../src/http/syntax/scripts';
import { isSeparatorAt } from '../../../src/http/syntax/separator';
import { Source } from '../../../src/http/syntax/source';
import { fileValueOf } from '../../../src/http/variables/definitions';

/**
 * The blocks of a text as the parser of blocks alone reads them, each at once and in its place. It is slow and simple: what
 * the shipped parser leaves out, puts off or moves is held against it.
 */
export function blocksAtOnce(text: string): BlockTree[] {
  const source = new Source(text);
  const firsts = cut(source);
  const read = (index: number, fileValue: Parameters<typeof parseBlock>[3]) =>
    parseBlock(source, firsts[index] ?? 0, firsts[index + 1] ?? source.starts.length, fileValue);
  const blocks = firsts.map((_, index) => read(index, () => undefined));
  const fileValue = fileValueOf(blocks.flatMap(({ variables }) => variables));
  return blocks.map((block, index) => (block.usesVariables ? read(index, fileValue) : block));
}

/** The first line of every block. */
function cut(source: Source): number[] {
  const { text, starts } = source;
  const firsts = [0];
  for (let line = 0; line < starts.length; line++) {
    const first = source.first(line);
    if (first >= source.end(line)) continue;
    if (line > 0 && isSeparatorAt(text, first)) firsts.push(line);
    if (!isScriptBlockAt(text, first, source.end(line))) continue;
    const end = scriptEnd(source, line, starts.length);
    if (end !== -1) line = end;
  }
  return firsts;
}

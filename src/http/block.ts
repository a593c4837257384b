import { BlockDraft, type BlockTree, RequestDraft } from './draft';
import { hintMisplaced, inOrder } from './extras';
import { append } from './lists';
import { readPreamble } from './preamble';
import type { FileValue } from './reading';
import { readRequest } from './request';
import { isSeparatorAt, readSeparator } from './syntax/separator';
import type { Source } from './syntax/source';

/**
 * Parses one block, whatever stands around it.
 * @param first its first line (a `###` line, or line 0)
 * @param last the line behind it
 * @param fileValue file variables, which only a variable in a content type asks for
 */
export function parseBlock(source: Source, first: number, last: number, fileValue: FileValue): BlockTree {
  const separator = isSeparatorAt(source.text, source.first(first)) ? readSeparator(source, first) : null;
  const block = new BlockDraft(separator);
  const reading = { source, last, block, fileValue };
  let line = separator ? first + 1 : first;
  let draft: RequestDraft | null = new RequestDraft(source.offset(first), separator);
  while (draft) {
    line = readPreamble(reading, line, draft);
    if (line >= last) {
      leaveToBlock(draft, block);
      break;
    }
    const gap = readRequest(reading, line, draft);
    draft = gap.next;
    line = gap.line;
  }
  return block.finish(source.offset(first), source.offset(last));
}

/** No request came: what was read belongs to the block. */
function leaveToBlock(draft: RequestDraft, block: BlockDraft): void {
  for (const directive of draft.directives) hintMisplaced(directive, draft);
  append(block.comments, inOrder(draft.comments, draft.directives));
  append(block.scripts, draft.scripts);
  append(block.findings, draft.findings);
}

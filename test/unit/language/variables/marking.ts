import type { Span } from '../../../../src/http';
import { parse } from '../../../../src/http';
import { renameEdits } from '../../../../src/language/variables';
import { sentence } from '../../../../src/messages';
import { marked } from '../around';

/** A text with its spans in `«…»`. */
export function withSpans(text: string, spans: readonly Span[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    result += `${text.slice(at, start)}«${text.slice(start, end)}»`;
    at = end;
  }
  return result + text.slice(at);
}

/** The text with edits applied. */
export function edited(text: string, edits: readonly (Span & { readonly text: string })[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The text after renaming what stands at the cursor `|`, or the sentence that says why not. */
export function renamed(withCursor: string, newName: string): string {
  const { text, offset } = marked(withCursor);
  const edits = renameEdits(parse(text), offset, newName);
  return 'code' in edits ? `! ${sentence(edits)}` : edited(text, edits);
}

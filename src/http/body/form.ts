import type { RequestDraft } from '../draft';
import { needsEncoding } from '../encode';
import type { BodyPart, Finding } from '../nodes';
import { sourceOffset } from '../positions';
import { finding } from '../syntax/finding';
import type { Source } from '../syntax/source';

/** Says that a line beginning with `&` is glued to the one before (http-dialect: form bodies). */
export function gluedFinding(source: Source, line: number): Finding {
  return finding('hint', 'http.form.glued', { start: source.first(line), end: source.last(line) });
}

/** Says where the first character of a form stands that goes out percent-encoded (http-dialect: form bodies). */
export function tellOfFormEncoding(draft: RequestDraft, source: string, parts: readonly BodyPart[]): void {
  for (const part of parts) {
    const at = part.kind === 'text' ? needsEncoding(part.text) : -1;
    if (part.kind === 'text' && at !== -1) {
      const start = sourceOffset(source, part, at);
      draft.findings.push(finding('hint', 'http.form.encoded', { start, end: Math.max(start, part.end) }));
      return;
    }
  }
}

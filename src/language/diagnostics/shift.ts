import type { Diagnostic } from '../model';

/** The same diagnostic, with its fixes, so many characters further down. */
export function shifted(found: Diagnostic, by: number): Diagnostic {
  return {
    ...found,
    start: found.start + by,
    end: found.end + by,
    fixes:
      found.fixes.length === 0
        ? found.fixes
        : found.fixes.map((fix) => ({
            ...fix,
            edits: fix.edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by })),
          })),
  };
}

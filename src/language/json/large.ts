import type { Problem } from '../../messages';
import type { Diagnostic } from '../model';
import type { BodyText } from './body-text';
import type { MaskedBody } from './mask';

/**
 * The syntax of a body that is too large, or nested too deeply, for the JSON service: the first mistake only.
 * @param isError whether the service would refuse it, as far as known
 */
export function largeBodyDiagnostics(
  body: BodyText,
  { text, standIns }: MaskedBody,
  isError: boolean,
  docs: string | null,
): Diagnostic[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = /at position (\d+)/.exec(message)?.[1];
    const start = at === undefined ? text.trimEnd().length - 1 : Number(at);
    if (standIns.some((one) => start >= one.start && start <= one.next)) return [];
    const problem: Problem = { code: 'json.syntax.large', args: { message: withoutPlace(message) } };
    const severity = isError ? 'error' : 'warning';
    const end = Math.min(start + 1, text.length);
    const place = { start: body.toDocument(start), end: body.toDocument(end) };
    return [{ ...place, severity, problem, docs, unnecessary: false, fixes: [] }];
  }
}

/** The place is marked, so that it need not be said; and a piece of the body need not be repeated. */
function withoutPlace(message: string): string {
  return `${message.replace(/,? (?:\.\.\.)?".*" is not valid JSON$/s, '').replace(/ in JSON(?: at position.*)?$/s, '')}.`;
}

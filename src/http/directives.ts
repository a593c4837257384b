import type { DirectiveNode, Finding, RequestNode, Span } from './nodes';
import { finding } from './syntax/finding';

const withMeaning = ['name', 'credential', 'no-sign', 'note', 'no-log', 'timeout', 'connection-timeout', 'prompt'];
/** Asked for by files of other tools; here it is so anyway. */
const withoutEffect = ['no-redirect', 'no-cookie-jar'];

/** Keys that a directive may have (http-dialect: directive). */
export const directiveKeys: readonly string[] = [...withMeaning, ...withoutEffect];

const needsValue = ['name', 'credential', 'prompt'];
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, '': 1000 };

/** What is wrong with a directive, or null. */
export function checkDirective({ key, value, keySpan, valueSpan }: DirectiveNode): Finding | null {
  if (!directiveKeys.includes(key)) return finding('hint', 'http.directive.unknown', keySpan, { key });
  if (needsValue.includes(key) && value === '') return finding('warning', 'http.directive.noValue', keySpan, { key });
  if (key.endsWith('timeout') && durationMs(value) === null) {
    return finding('warning', 'http.directive.duration', value === '' ? keySpan : valueSpan, { key, value });
  }
  return null;
}

/**
 * Reads a duration: a number of seconds, or a number with `ms`, `s` or `m` (http-dialect: directive).
 * @returns milliseconds, or null when the text is no duration greater than zero
 */
export function durationMs(text: string): number | null {
  const match = /^(\d{1,9}(?:\.\d{1,6})?)\s*(ms|s|m|)$/i.exec(text.trim());
  const unit = units[match?.[2]?.toLowerCase() ?? '-'];
  const ms = match && unit ? Math.round(Number(match[1]) * unit) : 0;
  return ms > 0 ? ms : null;
}

/** A question that `# @prompt name [description]` wants answered before sending. */
export interface PromptDirective extends Span {
  readonly name: string;
  /** Empty when there is none. */
  readonly description: string;
}

/** The prompts of a request in order, each name once. */
export function promptsOf(request: Pick<RequestNode, 'directives'>): PromptDirective[] {
  const prompts = new Map<string, PromptDirective>();
  for (const { key, value, start, end } of request.directives) {
    const match = key === 'prompt' ? /^(\S+)\s*(.*)$/.exec(value) : null;
    const [, name, description = ''] = match ?? [];
    if (name && !prompts.has(name)) prompts.set(name, { name, description, start, end });
  }
  return [...prompts.values()];
}

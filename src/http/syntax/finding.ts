import type { MessageArgs, MessageCode } from '../../messages';
import type { Finding, Span } from '../nodes';

/** Makes a finding over a range. */
export function finding(
  severity: Finding['severity'],
  code: MessageCode,
  { start, end }: Span,
  args?: MessageArgs,
): Finding {
  return { start, end, severity, problem: args ? { code, args } : { code } };
}

/** Adds a finding unless one with the same code is there already: one word per request is enough. */
export function addOnce(findings: Finding[], added: Finding): void {
  if (!findings.some(({ problem }) => problem.code === added.problem.code)) findings.push(added);
}

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

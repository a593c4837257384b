import type { DirectiveNode, Finding } from '../http';
import type { RequestOptions } from './prepared';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/**
 * Reads the directives of a request (http-dialect, row "directive"); where one stands twice, the last wins.
 * @returns the options, and a finding for each value that makes no sense
 */
export function readOptions(directives: readonly DirectiveNode[]): { options: RequestOptions; findings: Finding[] } {
  const findings: Finding[] = [];
  const last = (key: string) => directives.findLast((directive) => directive.key === key);
  const duration = (key: string): number | null => {
    const directive = last(key);
    if (!directive) return null;
    const ms = parseDuration(directive.value);
    if (ms === null) {
      const { start, end } = directive;
      const problem = { code: 'request.directive.duration', args: { key, value: directive.value } } as const;
      findings.push({ start, end, severity: 'error', problem });
    }
    return ms;
  };
  const options: RequestOptions = {
    credential: last('credential')?.value || null,
    noSign: last('no-sign') !== undefined,
    note: last('note')?.value ?? null,
    noLog: last('no-log') !== undefined,
    timeoutMs: duration('timeout'),
    connectTimeoutMs: duration('connection-timeout'),
  };
  return { options, findings };
}

/** `30` and `30 s` are seconds, `500 ms` milliseconds, `2 m` minutes; null for anything else. */
function parseDuration(text: string): number | null {
  const match = /^(\d{1,9}(?:\.\d+)?)\s*(ms|s|m)?$/.exec(text);
  if (!match?.[1]) return null;
  const ms = Math.round(Number(match[1]) * (UNITS[match[2] ?? 's'] ?? 1000));
  return ms > 0 ? ms : null;
}

import { type DirectiveNode, durationMs } from '../http';
import type { RequestOptions } from './prepared';

/**
 * Reads the directives of a request (http-dialect, row "directive"); where one stands twice, the last wins. A time that is
 * none is left out, as the parser has warned of it.
 */
export function readOptions(directives: readonly DirectiveNode[]): RequestOptions {
  const last = (key: string) => directives.findLast((directive) => directive.key === key);
  const duration = (key: string) => durationMs(last(key)?.value ?? '');
  return {
    credential: last('credential')?.value || null,
    noSign: last('no-sign') !== undefined,
    note: last('note')?.value ?? null,
    noLog: last('no-log') !== undefined,
    timeoutMs: duration('timeout'),
    connectTimeoutMs: duration('connection-timeout'),
  };
}

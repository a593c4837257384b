import type { IncomingMessage } from 'node:http';
import type { MessageCode } from '../messages';
import type { Failure } from './exchange';
import { failureAt, type Situation } from './failures';

/** What a proxy means by the answer that it gave instead of a tunnel. */
export function proxyRefusal({ statusCode = 0, statusMessage = '' }: IncomingMessage, at: Situation): Failure {
  const args = { proxy: at.proxy ?? '', host: at.host, status: statusCode, statusText: statusMessage };
  return failureAt(at, 'network', { code: codeFor(statusCode), args });
}

function codeFor(status: number): MessageCode {
  if (status === 407) return 'sending.proxy.authentication';
  return status >= 500 ? 'sending.proxy.noWay' : 'sending.proxy.refused';
}

/** What answered instead of making a tunnel does not even speak HTTP. */
export function noProxy(at: Situation): Failure {
  const args = { proxy: at.proxy ?? '', host: at.host };
  return failureAt(at, 'network', { code: 'sending.proxy.noProxy', args });
}

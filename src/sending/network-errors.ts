import type { MessageCode, Problem } from '../messages';
import type { Stage } from './course';
import type { Failure } from './exchange';
import { failureAt, hasLeft, type Situation } from './failures';
import { tlsProblem, tlsReason } from './tls-errors';

/** An error that has its words already, such as that of an agent that could not use its proxy. */
export class NetworkProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** How an answer breaks the rules of HTTP, by the codes of Node's parser; any other is told in the parser's words. */
const PROTOCOL: Readonly<Record<string, MessageCode>> = {
  HPE_INVALID_CONSTANT: 'sending.protocol.notHttp',
  HPE_INVALID_VERSION: 'sending.protocol.notHttp',
  HPE_HEADER_OVERFLOW: 'sending.protocol.largeHead',
  HPE_UNEXPECTED_CONTENT_LENGTH: 'sending.protocol.length',
  HPE_INVALID_CONTENT_LENGTH: 'sending.protocol.length',
  HPE_INVALID_TRANSFER_ENCODING: 'sending.protocol.length',
  HPE_INVALID_CHUNK_SIZE: 'sending.protocol.chunks',
};

/** What the editor's agent says when a proxy cannot be reached; older ones with the password of the proxy. */
const EDITOR_PROXY = /^Failed to establish a socket connection to proxies: (?:\S+ )?(?:\S*@)?([^\s;]*)/;

/** Says what an error of the network means, and what is known of the request. */
export function networkFailure(error: unknown, situation: Situation): Failure {
  const kind = situation.stage === 'body' ? 'truncated' : 'network';
  const problem = problemOf(error, situation);
  return problem.code === 'sending.tls.clientCertificateLate' ? { kind, problem } : failureAt(situation, kind, problem);
}

function problemOf(thrown: unknown, situation: Situation): Problem {
  const { host, stage, bytes } = situation;
  const error = mostTelling(thrown);
  if (error instanceof NetworkProblem) return error.problem;
  const code = codeOf(error);
  const reason = error instanceof Error ? error.message.split('\n', 1)[0] || code : String(error);
  const proxy = EDITOR_PROXY.exec(reason)?.[1];
  if (proxy !== undefined) return { code: 'sending.proxy.noConnection', args: { proxy, host } };
  if (code.startsWith('HPE_')) {
    const words = error instanceof Error && 'reason' in error ? String(error.reason) : code;
    return { code: PROTOCOL[code] ?? 'sending.network.protocol', args: { host, reason: words } };
  }
  if (isReset(error)) return { code: RESETS[stage], args: { host, code, bytes } };
  const tls = tlsProblem(code, reason);
  if (tls)
    return { code: hasLeft(stage) ? laterTls(tls, situation) : tls, args: { host, code, reason: tlsReason(reason) } };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { code: 'sending.network.dns', args: { host } };
  if (code === 'ECONNREFUSED') return { code: 'sending.network.refused', args: { host } };
  if (/^E(HOST|NET)(UNREACH|DOWN)$|^EADDRNOTAVAIL$|^ETIMEDOUT$/.test(code)) {
    return { code: 'sending.network.unreachable', args: { host, code } };
  }
  return { code: 'sending.network.other', args: { host, reason } };
}

/**
 * By TLS 1.3 a client has sent its request before it learns that the server wanted a certificate. The server says so while it
 * still makes the connection (RFC 8446 sections 4.4.2.4 and 6.2), and reads no request before it is made.
 */
function laterTls(tls: MessageCode, { stage, reused }: Situation): MessageCode {
  const isInHandshake = tls === 'sending.tls.clientCertificate' && !reused && (stage === 'send' || stage === 'wait');
  return isInHandshake ? 'sending.tls.clientCertificateLate' : 'sending.network.tlsLater';
}

/** Of the attempts at all addresses of a name: that of a computer which answered, or else the first. */
function mostTelling(error: unknown): unknown {
  if (!(error instanceof AggregateError)) return error;
  const errors: readonly unknown[] = error.errors;
  return errors.find((one) => codeOf(one) === 'ECONNREFUSED') ?? errors[0] ?? error;
}

const RESETS: Readonly<Record<Stage, MessageCode>> = {
  connect: 'sending.network.resetUnsent',
  tls: 'sending.tls.reset',
  send: 'sending.network.reset',
  wait: 'sending.network.reset',
  head: 'sending.network.resetHead',
  body: 'sending.truncated',
};

/** Whether the other side broke the connection. */
export function isReset(error: unknown): boolean {
  return /^(?:ECONNRESET|EPIPE|ECONNABORTED)$/.test(codeOf(error));
}

/** The `code` of a system error, or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

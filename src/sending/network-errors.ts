import type { Failure } from './exchange';

const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_OSSL_|HOSTNAME_MISMATCH$)/;

/**
 * Says what a network error means.
 * @param host host and port, for the sentence
 */
export function networkFailure(error: unknown, host: string): Failure {
  const code = codeOf(error);
  const reason = error instanceof Error ? error.message.split('\n', 1)[0] || code : String(error);
  const problem = (): Failure['problem'] => {
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { code: 'sending.network.dns', args: { host } };
    if (code === 'ECONNREFUSED') return { code: 'sending.network.refused', args: { host } };
    if (/^E(HOST|NET)(UNREACH|DOWN)$|^EADDRNOTAVAIL$|^ETIMEDOUT$/.test(code)) {
      return { code: 'sending.network.unreachable', args: { host, code } };
    }
    if (TLS.test(code)) return { code: 'sending.network.tls', args: { host, code, reason } };
    if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED') {
      return { code: 'sending.network.reset', args: { host, code } };
    }
    if (code.startsWith('HPE_')) return { code: 'sending.network.protocol', args: { host, code } };
    return { code: 'sending.network.other', args: { host, reason } };
  };
  return { kind: 'network', problem: problem() };
}

/** The `code` of a system error, or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

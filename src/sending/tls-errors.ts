import type { MessageCode } from '../messages';

/** Why no TLS connection was made, by the codes of OpenSSL and Node. */
const CODES: Readonly<Record<string, MessageCode>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'sending.tls.selfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'sending.tls.unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT: 'sending.tls.unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'sending.tls.unknownIssuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'sending.tls.unknownIssuer',
  CERT_UNTRUSTED: 'sending.tls.unknownIssuer',
  CERT_HAS_EXPIRED: 'sending.tls.expired',
  CERT_NOT_YET_VALID: 'sending.tls.notYetValid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'sending.tls.hostName',
  HOSTNAME_MISMATCH: 'sending.tls.hostName',
  ERR_SSL_WRONG_VERSION_NUMBER: 'sending.tls.notTls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'sending.tls.notTls',
  ERR_SSL_HTTP_REQUEST: 'sending.tls.notTls',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'sending.tls.oldVersion',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'sending.tls.oldVersion',
  ERR_SSL_UNKNOWN_PROTOCOL: 'sending.tls.oldVersion',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'sending.tls.clientCertificate',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'sending.tls.clientCertificate',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'sending.tls.nothingInCommon',
};

const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_OSSL_|HOSTNAME_MISMATCH$)/;

/** Node gives what the other side says in the handshake by the text of OpenSSL alone, under the code EPROTO. */
const TEXTS: readonly (readonly [RegExp, MessageCode])[] = [
  [/wrong version number|packet length too long|http request/, 'sending.tls.notTls'],
  [/unsupported protocol|alert protocol version|no protocols available/, 'sending.tls.oldVersion'],
  [/certificate required|alert bad certificate/, 'sending.tls.clientCertificate'],
  [/alert handshake failure/, 'sending.tls.nothingInCommon'],
];

/** Whether a code is one of TLS. */
export function isTlsError(code: string): boolean {
  return code in CODES || TLS.test(code);
}

/** The words for a TLS error; null for an error of another kind. */
export function tlsProblem(code: string, message: string): MessageCode | null {
  const known = CODES[code];
  if (known) return known;
  if (!isTlsError(code)) return null;
  return TEXTS.find(([text]) => text.test(message))?.[1] ?? 'sending.network.tls';
}

/** What OpenSSL says, without the places in its source: `write EPROTO 80CC…:error:0A000410:SSL routines:…:REASON:../deps/…`. */
export function tlsReason(message: string): string {
  return /:error:[^:]*:[^:]*:[^:]*:([^:]+)/.exec(message)?.[1]?.trim() ?? message;
}

import { createHash } from 'node:crypto';
import { exactUtf8, type Redactor, type SignedRequest } from '../sending';

/** The JSON of a signed request (cli: `sign`). */
export function describeSigned({ request, headers, signature }: SignedRequest, redactor: Redactor) {
  const body = exactUtf8(request.body);
  const message = signature && body !== null ? maskedMessage(signature.message, request.body, redactor) : null;
  return {
    name: request.name,
    line: request.line,
    method: request.method,
    url: redactor.text(request.url),
    path: request.path,
    timestamp: signature?.timestamp ?? null,
    message,
    ...(signature && body === null && { messageBase64: redactor.bytes(signature.message).toString('base64') }),
    signature: signature?.signature ?? null,
    bodySha256: createHash('sha256').update(request.body).digest('hex'),
    bodyBytes: request.body.length,
    headers: redactor.headers(headers),
  };
}

/** The canonical message as text; a secret in its body is masked as it is everywhere, so it is not what was signed then. */
function maskedMessage(message: Buffer, body: Buffer, redactor: Redactor): string {
  const head = message.subarray(0, message.length - body.length);
  return redactor.text(head.toString('utf8')) + redactor.body(body.toString('utf8'));
}

/** The request as text, the way it goes over the wire but for the masked key. */
export function signedAsHttp({ request, headers }: SignedRequest, redactor: Redactor): string {
  const text = exactUtf8(request.body);
  const body = text === null ? `(${request.body.length} bytes that are no text)` : redactor.body(text);
  return [
    `${request.method} ${redactor.text(request.requestTarget)} HTTP/1.1`,
    `Host: ${new URL(request.url).host}`,
    ...redactor.headers(headers).map(([name, value]) => `${name}: ${value}`),
    ...(request.body.length > 0 ? ['', body] : []),
  ].join('\n');
}

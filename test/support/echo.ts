// Servers that show what they were sent: in the body, in headers, in the status line.

import { answer, type RawRequest, type Respond } from './raw-server';

/** All that a server knows of a request, in one line. */
export function everything({ line, headers, body }: RawRequest): string {
  return `${line} ${headers.map(([name, value]) => `${name}: ${value}`).join('; ')} ${body.toString('latin1')}`;
}

/** How an answer mirrors a request. */
export type EchoForm = (request: RawRequest) => Buffer;

export const asJson: EchoForm = ({ line, headers, body }) =>
  Buffer.from(JSON.stringify({ status: false, line, headers: Object.fromEntries(headers), body: body.toString() }));
export const asText: EchoForm = (request) => Buffer.from(everything(request));
/** Bytes that are no UTF-8, so that the answer is printed as base64. */
const asBytes: EchoForm = (request) =>
  Buffer.concat([Buffer.from([0xff, 0xfe, 0x00]), asText(request), Buffer.from([0x80])]);
const asBase64: EchoForm = (request) =>
  Buffer.from(`x${asText(request).toString('base64')} ${asText(request).toString('hex')}`);

/** Statuses and forms that a service, a proxy or a debugging tool mirrors requests in. */
export const ECHOES: readonly (readonly [status: string, form: EchoForm])[] = [
  ['200 OK', asJson],
  ['401 Unauthorized', asText],
  ['200 OK', asBytes],
  ['500 Internal Server Error', asBase64],
];

/** Mirrors the request in its body, its headers and its status line. */
export function echo(status: string, form: EchoForm): Respond {
  return (socket, request) => {
    const headers = request.headers.map(([name, value]) => `X-Echo-${name}: ${value}`);
    const key = request.headers.find(([name]) => name === 'X-API-Key')?.[1] ?? '';
    const all = [...headers, `Set-Cookie: last=${key}; Path=/`, `Location: /?k=${encodeURIComponent(key)}`];
    answer(`${status} ${key}`, form(request), all)(socket, request);
  };
}

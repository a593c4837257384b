import type { RequestDraft } from './draft';
import type { HeaderNode, RequestLineNode, Span } from './nodes';
import { finding } from './syntax/finding';
import { variableReferences } from './variables/references';

// What of a request line or a header does not go over the wire as it is written (http-dialect: "a diagnostic tells").

/** Methods by which other tools speak other protocols. */
const protocols = new Set(['GRPC', 'WEBSOCKET', 'WS', 'WSS', 'SSE', 'EVENTSOURCE', 'MQTT', 'AMQP', 'RSOCKET']);

/** Tells of a method that is another protocol elsewhere, and of an address that goes out encoded. */
export function tellOfRequestLine(draft: RequestDraft, text: string, line: RequestLineNode): void {
  const { method, methodSpan, targetSpans, target } = line;
  if (methodSpan && protocols.has(method) && /^(?:https?:|\/|\{\{)/i.test(target)) {
    draft.findings.push(finding('warning', 'http.requestLine.protocol', methodSpan, { method }));
  }
  tellOfEncoding(draft, text, targetSpans);
}

/** No server takes a longer address: what stands farther behind is not looked at. */
const LONGEST = 64_000;

/** Any character that may be encoded or turned; most addresses hold none but those of variables. */
const special = /[^\w.~!$&()*+,;=:@/?%[\]|-]|\/(?:\.|%2e){1,2}(?:[/?]|$)/i;
const inPath = /[\s"<>\\`{}]|[^\x20-\x7e]|\/(?:\.|%2e){1,2}(?=[/?#]|$)/i;
const inQuery = /[\s"<>']|[^\x20-\x7e]/;

/** The first character that is sent otherwise than written. What begins with `#` is not sent at all. */
function tellOfEncoding(draft: RequestDraft, text: string, spans: readonly Span[]): void {
  let inTheQuery = false;
  for (const { start, end } of spans) {
    const piece = text.slice(start, Math.min(end, start + LONGEST));
    if (!special.test(piece)) {
      inTheQuery ||= piece.includes('?');
      continue;
    }
    const masked = withoutVariables(piece);
    const hash = masked.indexOf('#');
    const plain = hash === -1 ? masked : masked.slice(0, hash);
    const mark = inTheQuery ? 0 : plain.indexOf('?');
    const at = firstEncoded(plain, mark === -1 ? plain.length : mark);
    if (at !== -1)
      draft.findings.push(finding('hint', 'http.target.encoded', { start: start + at, end: start + plain.length }));
    if (at !== -1 || hash !== -1) return;
    inTheQuery ||= mark !== -1;
  }
}

function firstEncoded(plain: string, pathEnd: number): number {
  const inThePath = plain.slice(0, pathEnd).search(inPath);
  if (inThePath !== -1) return inThePath;
  const found = plain.slice(pathEnd).search(inQuery);
  return found === -1 ? -1 : pathEnd + found;
}

/** The same text, of the same length, with a letter in every place of a variable. */
function withoutVariables(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of variableReferences(text)) {
    result += text.slice(at, start) + 'x'.repeat(end - start);
    at = end;
  }
  return result + text.slice(at);
}

/** Tells of a header whose value other tools turn into another. */
export function tellOfHeader(draft: RequestDraft, header: HeaderNode): void {
  if (
    header.nameSpan.end - header.nameSpan.start === 13 &&
    plainBasic(header.name, withoutVariables(header.value)) !== null
  ) {
    draft.findings.push(finding('hint', 'http.header.basic', header.valueSpan));
  }
}

/**
 * Name and password of `Authorization: Basic name password` or `Basic name:password`, as REST Client, JetBrains and httpYac
 * read it; what is in Base64 already has neither a blank nor a colon.
 * @returns `name:password`, or null when the header is anything else
 */
export function plainBasic(name: string, value: string): string | null {
  if (name.length !== 13 || name.toLowerCase() !== 'authorization') return null;
  const typed = /^basic\s+(\S.*)$/i.exec(value.trim())?.[1] ?? '';
  const [user = '', ...rest] = typed.split(/\s+/);
  if (user.includes(':')) return typed;
  return rest.length === 0 ? null : `${user}:${typed.slice(user.length).trim()}`;
}

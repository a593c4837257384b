import type { RequestDraft } from './draft';
import type { HeaderNode, RequestLineNode, Span } from './nodes';
import { finding } from './syntax/finding';
import { variableReferences } from './variables/references';

// What of a request line or a header does not go over the wire as it is written (http-dialect: "a diagnostic tells").

/** Methods by which other tools speak other protocols. */
const protocols = new Set(['GRPC', 'WEBSOCKET', 'WS', 'WSS', 'SSE', 'EVENTSOURCE', 'MQTT', 'AMQP', 'RSOCKET']);

/** Tells of a version, an address or a method that is not followed as written. */
export function tellOfRequestLine(draft: RequestDraft, text: string, line: RequestLineNode): void {
  const { version, method, methodSpan, targetSpans } = line;
  if (version !== null && !/^http\/1\.1$/i.test(version)) {
    draft.findings.push(finding('hint', 'http.requestLine.version', line, { version }));
  }
  if (targetSpans.length === 0) return;
  const isWrong = tellOfScheme(draft, line);
  if (!isWrong && methodSpan && protocols.has(method)) {
    draft.findings.push(finding('warning', 'http.requestLine.protocol', methodSpan, { method }));
  }
  tellOfEncoding(draft, text, targetSpans);
}

/** An address that can be nothing but wrong, variables or not. */
function tellOfScheme(draft: RequestDraft, { target, targetSpans }: RequestLineNode): boolean {
  if (/^(?:\/|\{\{|https?:\/\/)/i.test(target)) return false;
  const [span] = targetSpans;
  if (!span) return false;
  const shown = target.slice(0, 300);
  const scheme = /^([a-z][a-z0-9+.-]{0,40}):\/\//i.exec(shown)?.[1]?.toLowerCase();
  const problem = scheme === undefined ? 'request.target.invalid' : 'request.target.scheme';
  const args = scheme === undefined ? { target: shown } : { target: shown, scheme };
  draft.findings.push(finding('error', problem, span, args));
  return true;
}

/** Any character that may be encoded, cut or turned; most addresses hold none but those of variables. */
const special = /[^\w.~!$&()*+,;=:@/?%[\]|-]|\/\.\.?(?:[/?]|$)/;
const inPath = /[\s"<>\\`{}#]|[^\x20-\x7e]|\/\.\.?(?=[/?#]|$)/;
const inQuery = /[\s"<>'#]|[^\x20-\x7e]/;

/** The first character that is sent otherwise than written, and the fragment, which is not sent at all. */
function tellOfEncoding(draft: RequestDraft, text: string, spans: readonly Span[]): void {
  let query = false;
  let told = false;
  for (const { start, end } of spans) {
    const piece = text.slice(start, end);
    if (!special.test(piece)) {
      query ||= piece.includes('?');
      continue;
    }
    const plain = withoutVariables(piece);
    const mark = query ? 0 : plain.indexOf('?');
    const hash = plain.indexOf('#');
    const pathEnd = mark === -1 || (hash !== -1 && hash < mark) ? plain.length : mark;
    const inThePath = plain.slice(0, pathEnd).search(inPath);
    const inTheQuery = pathEnd < plain.length ? plain.slice(pathEnd).search(inQuery) : -1;
    const at = inThePath !== -1 ? inThePath : inTheQuery === -1 ? -1 : pathEnd + inTheQuery;
    query ||= mark !== -1;
    if (!told && at !== -1 && at !== hash) {
      draft.findings.push(finding('hint', 'http.target.encoded', { start: start + at, end }));
      told = true;
    }
    if (hash !== -1) {
      draft.findings.push(finding('hint', 'http.target.fragment', { start: start + hash, end }));
      return;
    }
  }
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

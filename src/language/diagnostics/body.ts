import { type HeaderNode, type HttpFile, headerValue } from '../../http';
import { eolOf } from '../eol';
import type { Diagnostic, Fix } from '../model';
import { sampleValue } from '../schema';
import { addHeader, removeLines } from './lines';
import { diagnostic, fix, insert, replace } from './report';
import type { RequestView } from './request-view';

const JSON_HEADER = 'Content-Type: application/json';

/** Whether there is a body where one belongs, and whether its content type says what it is (product sections 1 and 2). */
export function* bodyDiagnostics(view: RequestView): Iterable<Diagnostic> {
  const { request, endpoint, url } = view;
  const { body, requestLine } = request;
  const { method } = requestLine;
  if (!body) {
    if (endpoint?.body?.required) yield missingBody(view);
    return;
  }
  if (url && (method === 'GET' || method === 'HEAD')) {
    const fixes = view.hasLines ? [fix({ code: 'fix.removeBody' }, removeLines(view.file, body))] : [];
    yield diagnostic('warning', body, { code: 'diagnostic.body.onGet', args: { method } }, { fixes });
  }
  yield* contentTypeDiagnostics(view);
}

/** A body is needed, and there is none. */
function missingBody(view: RequestView): Diagnostic {
  const { request, endpoint, file, hasLines } = view;
  const eol = eolOf(file);
  const args = { path: endpoint?.path ?? '' };
  const example = endpoint?.body ? (endpoint.body.example ?? sampleValue(endpoint.body.schema)) : {};
  const text = JSON.stringify(example, null, 2).replaceAll('\n', eol);
  const type = headerValue(request.headers, 'content-type') === null ? `${eol}${JSON_HEADER}` : '';
  const last = request.headers[request.headers.length - 1] ?? request.requestLine;
  const fixes: Fix[] = hasLines
    ? [fix({ code: 'fix.addBody' }, insert(last.end, `${type}${eol}${eol}${text}${eol}`), true)]
    : [];
  return diagnostic(
    'error',
    request.requestLine,
    { code: 'diagnostic.body.missing', args },
    { docs: view.docs, fixes },
  );
}

function* contentTypeDiagnostics(view: RequestView): Iterable<Diagnostic> {
  const { request, endpoint, file, contentType } = view;
  if (request.syntax !== 'http' || contentType === undefined || !request.body) return;
  const takesJson = (endpoint?.body ?? null) !== null;
  const header = contentTypeHeader(request.headers);
  if (contentType === null || !header) {
    const first = request.body.parts[0];
    if (!first || (first.kind === 'file' ? !takesJson : !looksLikeJson(first.text))) return;
    const fixes = [
      fix({ code: 'fix.addHeader', args: { header: JSON_HEADER } }, addHeader(file, request, JSON_HEADER), true),
    ];
    const firstLine = { start: first.start, end: Math.min(first.end, endOfLine(file, first.start)) };
    const severity = view.url ? 'warning' : 'info';
    yield diagnostic(severity, firstLine, { code: 'diagnostic.contentType.missing' }, { docs: view.docs, fixes });
  } else if (takesJson && !/^(?:application|text)\/(?:[\w.-]+\+)?json\b/i.test(contentType)) {
    const args = { path: endpoint?.path ?? '', type: contentType };
    const fixes = [
      fix(
        { code: 'fix.replace', args: { text: 'application/json' } },
        replace(header.valueSpan, 'application/json'),
        true,
      ),
    ];
    yield diagnostic(
      'warning',
      header.valueSpan,
      { code: 'diagnostic.contentType.notJson', args },
      { docs: view.docs, fixes },
    );
  }
}

function contentTypeHeader(headers: readonly HeaderNode[]): HeaderNode | undefined {
  return headers.find(({ name }) => name.toLowerCase() === 'content-type');
}

/** `{` or `[` at its head, but no variable. */
function looksLikeJson(text: string): boolean {
  return /^\s*(?:\{(?!\{)|\[\s*(?:[[{"\d\]-]|true\b|false\b|null\b))/.test(text);
}

function endOfLine(file: HttpFile, from: number): number {
  const found = file.slice(from, from + 200).search(/[\r\n]/);
  return found === -1 ? from + 200 : from + Math.max(found, 1);
}

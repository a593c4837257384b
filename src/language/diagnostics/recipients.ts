import { type HttpFile, lineOf, type RequestNode, type Span } from '../../http';
import { isE164, MAX_RECIPIENTS } from '../../sms';
import { eolOf } from '../eol';
import type { Diagnostic, Fix, TextEdit } from '../model';
import type { JsonItem, JsonList } from './json-values';
import { asE164, phoneFault } from './phone';
import { diagnostic, fix, insert, replace } from './report';
import type { RequestView } from './request-view';

/** A longer list has to be split first; looking at each number would be felt while typing. */
export const MOST_LOOKED_AT = 400;

/** Recipients of a message: 1 to 100 numbers in E.164 form (FACTS.md sections 1.2 and 5.2). */
export function* recipientDiagnostics(view: RequestView, list: JsonList): Iterable<Diagnostic> {
  const { docs } = view;
  const { items, span } = list;
  if (items.length === 0) yield diagnostic('error', span, { code: 'diagnostic.recipient.none' }, { docs });
  if (items.length > MAX_RECIPIENTS) {
    const args = { count: items.length, max: MAX_RECIPIENTS };
    const fixes = view.hasLines ? [split(view, list)] : [];
    yield diagnostic('error', span, { code: 'diagnostic.recipient.tooMany', args }, { docs, fixes });
  }
  const seen = new Set<string>();
  for (const [i, item] of items.entries()) {
    const number = item.text?.value ?? null;
    if (number === null) continue;
    const found = numberDiagnostic(view, item, number);
    if (found) yield found;
    const normal = isE164(number) ? number : asE164(number);
    if (normal === null) continue;
    if (seen.has(normal)) {
      const fixes = [fix({ code: 'fix.removeRecipient', args: { number } }, removeItem(items, i), true)];
      yield diagnostic(
        'warning',
        item.span,
        { code: 'diagnostic.recipient.repeated', args: { number } },
        { docs, fixes },
      );
    }
    seen.add(normal);
  }
}

function numberDiagnostic({ docs }: RequestView, { text, span }: JsonItem, number: string): Diagnostic | null {
  if (isE164(number)) {
    const fault = phoneFault(number);
    if (fault === null) return null;
    const severity = fault === 'impossible' ? 'warning' : 'info';
    return diagnostic(severity, span, { code: `diagnostic.recipient.${fault}`, args: { number } }, { docs });
  }
  const near = asE164(number);
  if (near === null)
    return diagnostic('error', span, { code: 'diagnostic.recipient.form', args: { number } }, { docs });
  const fixes = text?.isPlain
    ? [fix({ code: 'fix.e164', args: { number: near } }, replace(span, `"${near}"`), true)]
    : [];
  return diagnostic('error', span, { code: 'diagnostic.recipient.formNear', args: { number, near } }, { docs, fixes });
}

/** An item with the comma before it. */
function removeItem(items: readonly JsonItem[], index: number): TextEdit {
  const start = items[index - 1]?.span.end ?? items[index]?.span.start ?? 0;
  return replace({ start, end: items[index]?.span.end ?? start }, '');
}

/** The first hundred stay; the others go into copies of the request below it, each under a name of its own. */
function split({ file, request }: RequestView, { items, span }: JsonList): Fix {
  const lists: string[] = [];
  for (let at = 0; at < items.length; at += MAX_RECIPIENTS) {
    const part = items.slice(at, at + MAX_RECIPIENTS);
    lists.push(`[${part.map((item) => file.slice(item.span.start, item.span.end)).join(', ')}]`);
  }
  const [first = '[]', ...others] = lists;
  const copies = others.map((list, i) => copyOf(file, request, span, list, i + 2)).join('');
  return fix({ code: 'fix.split', args: { count: lists.length } }, [
    replace(span, first),
    insert(request.contentEnd, copies),
  ]);
}

function copyOf(file: HttpFile, request: RequestNode, span: Span, list: string, number: number): string {
  const eol = eolOf(file);
  const { separator, directives, requestLine, contentEnd, title, name } = request;
  const heading = title || name || '';
  const from = separator ? (file.lineStarts[lineOf(file, separator.end)] ?? request.start) : request.start;
  let text = '';
  let at = Math.min(Math.max(from, 0), requestLine.start);
  for (const directive of directives) {
    if (directive.key !== 'name' || directive.value === '') continue;
    text += `${file.slice(at, directive.valueSpan.end)}${number}`;
    at = directive.valueSpan.end;
  }
  text += file.slice(at, span.start) + list + file.slice(span.end, contentEnd);
  return `${eol}${eol}###${heading === '' ? '' : ` ${heading} ${number}`}${eol}${text.replace(/^(?:[ \t]*\r?\n)+/, '')}`;
}

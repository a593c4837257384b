import { type HttpFile, parse } from '../../src/http';
import { compare, type Figure, inTurn } from './measure';
import { tenThousandRequests } from './requests';

/** A full parse of 10,000 requests against splitting the same text into lines. */
export async function parsing(): Promise<readonly Figure[]> {
  const text = tenThousandRequests();
  const split = () => text.split(/\r?\n/);
  const megabytes = (text.length / 1024 / 1024).toFixed(1);
  const parsed = await inTurn(30, () => parse(text), split);
  const visited = await inTurn(20, () => visit(parse(text)), split);
  const windows = text.replaceAll('\n', '\r\n');
  const crlf = await inTurn(
    20,
    () => parse(windows),
    () => windows.split(/\r?\n/),
  );
  return [
    compare(`full parse of ${megabytes} MB against split into lines, median`, parsed, 0.5, '≤ 2.00'),
    compare('the same with CRLF', crlf, 0.5, '≤ 2.00'),
    compare('parse and reading every node against split into lines, median', visited, 0.5, 'none'),
  ];
}

/** Asks every node for all that it says: what is read only when asked for is read then. */
export function visit({ requests }: HttpFile): number {
  let sum = 0;
  for (const request of requests) {
    const { requestLine, headers, body, directives, findings, comments, separator, name, contentEnd } = request;
    sum += contentEnd + (name?.length ?? 0) + (separator?.titleSpan.end ?? 0) + findings.length + comments.length;
    sum += requestLine.target.length + requestLine.targetSpans.length;
    for (const header of headers) sum += header.name.length + header.value.length + header.nameSpan.end;
    for (const directive of directives) sum += directive.value.length + directive.keySpan.end;
    for (const part of body?.parts ?? []) sum += part.kind === 'text' ? part.text.length : part.path.length;
  }
  return sum;
}

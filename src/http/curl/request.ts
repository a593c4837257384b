import type { RequestDraft } from '../draft';
import { type Gap, readGap, readTail } from '../gap';
import { dropUnsent } from '../headers';
import { append } from '../lists';
import type { BodyPart } from '../nodes';
import type { Reading } from '../reading';
import { finding } from '../syntax/finding';
import { readCommand } from './command';
import { readOptions } from './options';
import { reach } from './payload';
import { understand } from './understand';

/** Words that hand over to the shell, when they are not quoted. */
const shellWords = /^(?:\||\|\||&&|&|;|\d?>>?|\d?>&\d|2>\/dev\/null)$/;

/** Reads a `curl` command and adds the request that it would send (http-dialect: curl). */
export function readCurl(reading: Reading, line: number, draft: RequestDraft): Gap {
  const { source, block, last } = reading;
  const command = readCommand(source, line, last);
  const start = source.first(line);
  const { end } = command;
  const [, ...words] = command.words;
  const cut = words.findIndex(({ bare, value }) => bare && shellWords.test(value));
  const own = cut === -1 ? words : words.slice(0, cut);
  const read = understand(readOptions(own), source.text.slice(start, end));
  draft.syntax = 'curl';
  draft.contentEnd = end;
  draft.headers = [...read.headers];
  append(draft.findings, read.findings);
  dropUnsent(draft);
  const shell = words[cut];
  if (shell) draft.findings.push(finding('hint', 'http.curl.shell', shell, { word: shell.value }));
  if (command.open) draft.findings.push(finding('error', 'http.curl.openQuote', command.open));
  if (read.target === '') draft.findings.push(finding('error', 'http.curl.noUrl', { start, end: start + 4 }));
  if (read.body.length > 0) draft.body = bodyOf(read.body);
  const gap = readGap(reading, command.next, draft, 'dropped', true);
  if (!gap.next) readTail(reading, gap.line, draft, 'http.curl.tail');
  const request = draft.finish(
    {
      kind: 'requestLine',
      start,
      end,
      method: read.method,
      methodSpan: read.methodSpan,
      target: read.target,
      targetSpans: read.targetSpan ? [read.targetSpan] : [],
      version: null,
    },
    gap.next?.start ?? source.offset(last),
  );
  block.addRequest(request);
  return gap;
}

function bodyOf(parts: readonly BodyPart[]) {
  return { kind: 'body', ...reach(parts), parts, comments: [], graphql: null } as const;
}

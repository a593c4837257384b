import type { HeaderNode, Span } from '../../http';
import type { Problem } from '../../messages';
import type { Diagnostic, Fix } from '../model';
import { addAbove, removeLines } from './lines';
import { diagnostic, fix, insert, replace } from './report';
import type { RequestView } from './request-view';

/** What of the address keeps a request from being sent there (http-dialect: request line, relative target). */
export function* targetDiagnostics(view: RequestView): Iterable<Diagnostic> {
  const { file, request, around, target } = view;
  const { requestLine } = request;
  yield* version(view);
  if (target.fragment) {
    const span = target.inDocument(target.fragment);
    const fixes = [fix({ code: 'fix.remove' }, replace(span, ''), true)];
    yield diagnostic('hint', span, { code: 'diagnostic.target.fragment' }, { fixes, unnecessary: true });
  }
  // The parser tells of an address that is missing.
  const isTold = request.findings.some(({ problem }) => /^http\.requestLine\./.test(problem.code));
  const problem = isTold || target.text === '' ? null : (around.targetProblem?.(file, request) ?? null);
  if (!problem) return;
  const whole = target.inDocument({ start: 0, end: target.text.length });
  const host = hostHeader(request.headers);
  switch (problem.code) {
    case 'sending.plainHttp':
      yield plainHttp(view, whole, problem);
      return;
    case 'request.target.userInfo':
      yield diagnostic('error', whole, problem, { fixes: userInfoFixes(view) });
      return;
    case 'request.host.contradicts':
    case 'request.host.invalid': {
      const fixes = host && view.hasLines ? [fix({ code: 'fix.removeLine' }, removeLines(file, host), true)] : [];
      yield diagnostic('error', host ?? requestLine, problem, { fixes });
      return;
    }
    default:
      yield diagnostic('error', whole, problem, { fixes: schemeFixes(view) });
  }
}

/** A warning where it is ours but for its scheme; other people's requests are only told that this tool would not send them. */
function plainHttp(view: RequestView, span: Span, { args = {} }: Problem): Diagnostic {
  const { target, around } = view;
  const origin = String(args.origin ?? '');
  const secure = origin.replace(/^http:/, 'https:');
  const isOurs =
    around.credentials.some((known) => known.origin === secure) || secure === around.variables.fallback.get('baseUrl');
  const scheme = /^http(?=:\/\/)/i.exec(target.text);
  const fixes = scheme
    ? [fix({ code: 'fix.https' }, replace(target.inDocument({ start: 0, end: 4 }), 'https'), isOurs)]
    : [];
  return diagnostic(
    isOurs ? 'error' : 'info',
    span,
    { code: 'diagnostic.target.plainHttp', args: { origin } },
    { fixes },
  );
}

function userInfoFixes({ target, file, request }: RequestView): readonly Fix[] {
  const written = /^https?:\/\/([^/?#]*@)/i.exec(target.masked);
  const end = written?.[0].length ?? 0;
  const span = { start: end - (written?.[1]?.length ?? 0), end };
  const remove = written ? [fix({ code: 'fix.removeUserInfo' }, replace(target.inDocument(span), ''), true)] : [];
  return [...remove, fix({ code: 'fix.noSign' }, addAbove(file, request, '# @no-sign'))];
}

/** `host.example/path` lacks its scheme. */
function schemeFixes({ target }: RequestView): readonly Fix[] {
  const host = /^(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?=[/?#]|$)/i.exec(target.masked)?.[0];
  if (!host) return [];
  const text = `${/^(?:localhost|127\.)/i.test(host) ? 'http' : 'https'}://`;
  const { start } = target.inDocument({ start: 0, end: 1 });
  return [fix({ code: 'fix.replace', args: { text: text + host } }, insert(start, text), true)];
}

/** `HTTP/2` and the like; with 1.1 the line says what is so. */
function* version({ file, request }: RequestView): Iterable<Diagnostic> {
  const { version: written, start, end } = request.requestLine;
  if (written === null || /\/1\.1$/.test(written)) return;
  const line = file.slice(start, end);
  const at = line.lastIndexOf(written);
  if (at === -1) return;
  const span = { start: start + at, end: start + at + written.length };
  let from = at;
  while (/[ \t]/.test(line.charAt(from - 1))) from--;
  const fixes = [fix({ code: 'fix.remove' }, replace({ start: start + from, end: span.end }, ''), true)];
  const problem = { code: 'diagnostic.target.version', args: { version: written } } as const;
  yield diagnostic('hint', span, problem, { fixes, unnecessary: true });
}

/** The one that is wrong; of several that contradict each other a later one. */
function hostHeader(headers: readonly HeaderNode[]): HeaderNode | undefined {
  const [first, ...others] = headers.filter(({ name }) => name.toLowerCase() === 'host');
  return others.find(({ value }) => value !== first?.value) ?? first;
}

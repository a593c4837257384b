import { type HeaderNode, headerValue, type Span } from '../../http';
import type { Problem } from '../../messages';
import type { Diagnostic, Fix } from '../model';
import { addAbove, removeLines } from './lines';
import { diagnostic, fix, replace } from './report';
import type { RequestView } from './request-view';

/** What of the address keeps a request from being sent there (http-dialect: request line, relative target). */
export function* targetDiagnostics(view: RequestView): Iterable<Diagnostic> {
  const { file, request, around, target } = view;
  const { requestLine } = request;
  // The parser tells of an address that is missing, or wrong whatever its variables are.
  const isTold = request.findings.some(({ problem }) => /^(?:request\.target|http\.requestLine)\./.test(problem.code));
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
      yield diagnostic('error', whole, problem);
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

function hostHeader(headers: readonly HeaderNode[]): HeaderNode | undefined {
  return headerValue(headers, 'host') === null ? undefined : headers.find(({ name }) => name.toLowerCase() === 'host');
}

import type { Span } from '../../http';
import type { Diagnostic, Fix } from '../model';
import { methodsOf, pathFault } from './paths';
import { diagnostic, fix, replace } from './report';
import type { RequestView } from './request-view';

const MESSAGE_ID = /^api_\d+_\d{19}_[0-9a-f]{16}$/;

/** Path and method against the API (FACTS.md section 1.1). What becomes of other paths is not documented: mostly warnings. */
export function* endpointDiagnostics(view: RequestView): Iterable<Diagnostic> {
  const { url, endpoint, target, request } = view;
  if (!url) return;
  const span = target.inDocument(
    target.path.start < target.path.end ? target.path : { start: 0, end: target.path.end },
  );
  if (endpoint) {
    if (endpoint.deprecated) {
      yield diagnostic(
        'info',
        span,
        { code: 'diagnostic.endpoint.deprecated', args: { path: endpoint.path } },
        { docs: view.docs },
      );
    }
    if (endpoint.id === 'getSmsStatus') yield* messageIdDiagnostics(view, span);
    return;
  }
  const path = url.pathname;
  const { method } = request.requestLine;
  const methods = methodsOf(path);
  if (methods.length > 0) {
    yield wrongMethod(view, methods, method, path);
    return;
  }
  // A variable without value may stand for anything.
  if (/%7B%7B/i.test(path) || path === '/') return;
  const fault = pathFault(path);
  const fixes = fault.kind === 'unknown' ? [] : replacePath(view, path, fault.near);
  switch (fault.kind) {
    case 'unknown':
      yield diagnostic('warning', span, { code: 'diagnostic.endpoint.unknown', args: { path } });
      return;
    case 'near':
      yield diagnostic(
        'warning',
        span,
        { code: 'diagnostic.endpoint.unknownNear', args: { path, near: fault.near } },
        { fixes },
      );
      return;
    default:
      yield diagnostic(
        'warning',
        span,
        { code: `diagnostic.endpoint.${fault.kind}`, args: { near: fault.near } },
        { fixes },
      );
  }
}

function wrongMethod(view: RequestView, methods: readonly string[], method: string, path: string): Diagnostic {
  const { requestLine, syntax } = view.request;
  const { methodSpan, start } = requestLine;
  const fixes = methods.map((right, i) => {
    const edit = methodSpan ? replace(methodSpan, right) : replace({ start, end: start }, `${right} `);
    return fix({ code: 'fix.method', args: { method: right } }, edit, i === 0 && methods.length === 1);
  });
  const problem = {
    code: 'diagnostic.endpoint.method',
    args: { path, methods: methods.join(', '), method },
  } as const;
  return diagnostic('error', methodSpan ?? requestLine, problem, { fixes: syntax === 'http' ? fixes : [] });
}

/** The written path gives way to the right one, as far as it is written out and not the value of a variable. */
function replacePath(view: RequestView, path: string, near: string): readonly Fix[] {
  const { target } = view;
  const written = segmentsOf(target.slice(target.path), target.masked.slice(target.path.start, target.path.end));
  const values = written.map((segment) => view.known(segment) ?? encodeURI(segment));
  const value = values.join('/');
  if (!path.endsWith(value)) return [];
  const before = path.slice(0, path.length - value.length);
  if (!near.startsWith(before)) return [];
  const right = near.slice(before.length).split('/');
  // A variable that gives the right segment stays one.
  const text = right
    .map((segment, i) => (right.length === written.length && values[i] === segment ? (written[i] ?? segment) : segment))
    .join('/');
  return [fix({ code: 'fix.replace', args: { text } }, replace(target.inDocument(target.path), text), true)];
}

/** Cuts a path at its slashes, not at those between the braces of a variable. */
function segmentsOf(text: string, masked: string): string[] {
  let at = 0;
  return masked.split('/').map((segment) => {
    const start = at;
    at += segment.length + 1;
    return text.slice(start, start + segment.length);
  });
}

function* messageIdDiagnostics(view: RequestView, path: Span): Iterable<Diagnostic> {
  const id = view.url?.pathname.split('/').at(-1) ?? '';
  if (MESSAGE_ID.test(id) || id.includes('%7B')) return;
  yield diagnostic('hint', path, { code: 'diagnostic.path.messageId' }, { docs: view.docs });
}

import type { Endpoint } from '../../catalog';
import type { DirectiveNode } from '../../http';
import type { Diagnostic, KnownCredential } from '../model';
import { nearest } from '../nearest';
import { removeLines } from './lines';
import { diagnostic, fix, replace } from './report';
import type { RequestView } from './request-view';

/** The built-in credentials, which exist while a sandbox runs (product section 5). */
const SANDBOX = ['sandbox', 'sandbox-plain', 'sandbox-readonly'];

/** `# @credential` and `# @no-sign` against what is known here (product section 1, "Which credential signs"). */
export function* credentialDiagnostics(view: RequestView): Iterable<Diagnostic> {
  const { request, endpoint } = view;
  const noSign = request.directives.find(({ key }) => key === 'no-sign');
  if (noSign) {
    if (endpoint) yield* unsigned(view, noSign, endpoint);
    return;
  }
  const directive = request.directives.findLast(({ key }) => key === 'credential');
  if (!directive || directive.value === '') return;
  const credential = view.around.credentials.find(({ name }) => fold(name) === fold(directive.value));
  if (!credential) yield unknown(view, directive);
  else yield* unfit(view, directive, credential);
}

/** A request with a hand-made key goes out as typed: nothing is said of that. */
function* unsigned({ file, request }: RequestView, directive: DirectiveNode, endpoint: Endpoint): Iterable<Diagnostic> {
  const needsKey = endpoint.auth.includes('apiKey') || endpoint.auth.includes('jwt');
  const hasOwn = request.headers.some(({ name }) => /^(?:x-api-key|authorization)$/i.test(name));
  if (!needsKey || hasOwn) return;
  const fixes = [fix({ code: 'fix.removeLine' }, removeLines(file, directive))];
  const problem = { code: 'diagnostic.credential.noSignKey', args: { path: endpoint.path } } as const;
  yield diagnostic('info', directive, problem, { docs: endpoint.docs, fixes });
}

/** Only a warning: a file is shared, and credentials are each person's own. */
function unknown({ around, file }: RequestView, directive: DirectiveNode): Diagnostic {
  const { value: name, valueSpan } = directive;
  if (SANDBOX.some((builtin) => fold(builtin) === fold(name))) {
    return diagnostic('info', valueSpan, { code: 'diagnostic.credential.sandbox', args: { name } });
  }
  const names = [...new Set([...around.credentials.map((known) => known.name), ...SANDBOX])];
  const near = nearest(name, names);
  const remove = fix({ code: 'fix.removeLine' }, removeLines(file, directive));
  if (!near) {
    const problem = { code: 'diagnostic.credential.unknown', args: { name } } as const;
    return diagnostic('warning', valueSpan, problem, { fixes: [remove] });
  }
  const rename = fix({ code: 'fix.replace', args: { text: near } }, replace(valueSpan, near), true);
  const problem = { code: 'diagnostic.credential.unknownNear', args: { name, near } } as const;
  return diagnostic('warning', valueSpan, problem, { fixes: [rename, remove] });
}

function* unfit(
  view: RequestView,
  directive: DirectiveNode,
  { name, kind, origin: bound }: KnownCredential,
): Iterable<Diagnostic> {
  const { around, endpoint, file } = view;
  const remove = fix({ code: 'fix.removeLine' }, removeLines(file, directive));
  const others = around.credentials.filter((other) => other.name !== name);
  const replaceBy = (candidates: readonly KnownCredential[]) =>
    candidates.map((other) =>
      fix({ code: 'fix.replace', args: { text: other.name } }, replace(directive.valueSpan, other.name)),
    );
  const origin = originOf(view);
  if (origin !== null && !isSame(origin, bound, name)) {
    const fixes = [...replaceBy(others.filter((other) => isSame(origin, other.origin, other.name))), remove];
    const problem = { code: 'diagnostic.credential.otherOrigin', args: { name, bound, origin } } as const;
    yield diagnostic('error', directive.valueSpan, problem, { fixes });
  } else if (endpoint && kind !== 'jwt' && endpoint.auth.includes('jwt') && !endpoint.auth.includes('apiKey')) {
    const fixes = [...replaceBy(others.filter((other) => other.kind === 'jwt' && other.origin === bound)), remove];
    const problem = { code: 'diagnostic.credential.login', args: { path: endpoint.path, name } } as const;
    yield diagnostic('error', directive.valueSpan, problem, { docs: endpoint.docs, fixes });
  }
}

/** Also of a request that is not ours: naming a credential does not make it so. Null where it is not known. */
function originOf(view: RequestView): string | null {
  if (view.url) return view.url.origin;
  const target = view.known(view.request.requestLine.target);
  return target !== null && /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target).origin : null;
}

/** For the built-in credentials `localhost` and `127.0.0.1` are one origin (product section 3). */
function isSame(origin: string, bound: string, name: string): boolean {
  return origin === bound || (SANDBOX.includes(name) && origin.replace('//localhost', '//127.0.0.1') === bound);
}

/** Names are compared without regard to capitals and Unicode composition. */
function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

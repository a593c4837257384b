import type { Endpoint } from '../../catalog';
import type { HeaderNode } from '../../http';
import type { Diagnostic } from '../model';
import { resolveSchema } from '../schema';
import { addHeader, removeLines } from './lines';
import { diagnostic, fix } from './report';
import type { RequestView } from './request-view';

/** Headers that the credential sets (FACTS.md section 3), in lower case. */
const SIGNING = new Set(['x-api-key', 'x-timestamp', 'x-signature', 'authorization']);

const TRACKER_TOKEN = 'X-Api-Token';

/** Headers that are not sent as typed, or that the endpoint needs. */
export function* headerDiagnostics(view: RequestView): Iterable<Diagnostic> {
  const { request, endpoint, url, noSign } = view;
  for (const header of request.headers) yield* unsendable(view, header);
  if (!url) return;
  const signed = !noSign && takesCredential(endpoint);
  for (const header of request.headers) {
    if (signed && SIGNING.has(header.name.toLowerCase())) yield replaced(view, header);
    else if (endpoint) yield* wrongValue(view, endpoint, header);
  }
  if (endpoint?.auth.includes('trackerToken')) yield* trackerToken(view, endpoint);
}

/** What HTTP does not allow, which stops a request; the parser has told of names that are wrong as they stand. */
function* unsendable(view: RequestView, header: HeaderNode): Iterable<Diagnostic> {
  const name = header.name.includes('{{') ? view.known(header.name) : null;
  const value = view.known(header.value);
  if (name !== null && !/^[!#$%&'*+\-.^_`|~\w]+$/.test(name)) {
    yield diagnostic('error', header.nameSpan, { code: 'request.header.name', args: { name } });
  } else if (value !== null && /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) {
    yield diagnostic('error', header.valueSpan, { code: 'request.header.value', args: { name: name ?? header.name } });
  }
}

/** The credential's own headers take their place (product section 1, "Where it may go"). */
function replaced({ file, hasLines }: RequestView, header: HeaderNode): Diagnostic {
  const fixes = hasLines ? [fix({ code: 'fix.removeLine' }, removeLines(file, header), true)] : [];
  const problem = { code: 'diagnostic.header.replaced', args: { name: header.name } } as const;
  return diagnostic('warning', header, problem, { fixes, unnecessary: true });
}

/** An unknown path is signed as well; `/user/auth` and the tracker endpoints go bare. */
function takesCredential(endpoint: Endpoint | undefined): boolean {
  return !endpoint || endpoint.auth.includes('apiKey') || endpoint.auth.includes('jwt');
}

/** `X-Workspace-ID` (FACTS.md section 3). */
function* wrongValue(view: RequestView, { parameters, docs }: Endpoint, header: HeaderNode): Iterable<Diagnostic> {
  const lower = header.name.toLowerCase();
  const parameter = parameters.find((candidate) => candidate.in === 'header' && candidate.name.toLowerCase() === lower);
  if (!parameter || resolveSchema(parameter.schema).type !== 'integer') return;
  const value = view.known(header.value);
  if (value === null || /^0*[1-9]\d*$/.test(value)) return;
  const problem = { code: 'diagnostic.header.integer', args: { name: header.name, value } } as const;
  yield diagnostic('warning', header.valueSpan, problem, { docs });
}

/** FACTS.md section 1.14 */
function* trackerToken({ request, file, hasLines }: RequestView, { path, docs }: Endpoint): Iterable<Diagnostic> {
  if (request.headers.some(({ name }) => name.toLowerCase() === TRACKER_TOKEN.toLowerCase())) return;
  const header = `${TRACKER_TOKEN}: {{trackerToken}}`;
  const fixes = hasLines
    ? [fix({ code: 'fix.addHeader', args: { header } }, addHeader(file, request, header), true)]
    : [];
  const problem = { code: 'diagnostic.header.trackerToken', args: { path } } as const;
  yield diagnostic('warning', request.requestLine, problem, { docs, fixes });
}

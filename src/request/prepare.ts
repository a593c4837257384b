import {
  createResolver,
  type Finding,
  type HttpFile,
  lineOf,
  plainBasic,
  type RequestLineNode,
  type RequestNode,
  type VariableContext,
} from '../http';
import type { Problem } from '../messages';
import { buildBody } from './body';
import type { BodyFiles } from './body-files';
import { readOptions } from './options';
import type { HeaderPair, PreparedRequest } from './prepared';
import { Substitution } from './substitution';
import { resolveTarget } from './target';

export interface PrepareContext {
  readonly variables: VariableContext;
  /** Origin for relative targets (product section 1); null where no credential gives one. */
  readonly boundOrigin: string | null;
  /** Origins of all credentials, which decide between https and http for a `Host` header. */
  readonly knownOrigins: ReadonlySet<string>;
  readonly bodyFiles: BodyFiles;
}

/** A request ready to be signed, or everything that keeps it from being sent. */
export type Prepared =
  | { readonly ok: true; readonly request: PreparedRequest }
  | { readonly ok: false; readonly kind: 'invalid' | 'unresolved' | 'refused'; readonly findings: readonly Finding[] };

/**
 * Turns a request of a file into final bytes, in the one order (product section 1): substitute variables, build the body,
 * encode the URL. Each variable is evaluated once per occurrence.
 */
export async function prepareRequest(file: HttpFile, node: RequestNode, context: PrepareContext): Promise<Prepared> {
  const options = readOptions(node.directives);
  const errors = node.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { ok: false, kind: 'invalid', findings: errors };

  const substitution = new Substitution(createResolver(file, node, context.variables));
  const targetText = substitution.text(node.requestLine.target, targetPlace(node.requestLine));
  const headers = node.headers.map(
    (header): HeaderPair => [
      substitution.text(header.name, header.nameSpan.start),
      substitution.text(header.value, header.valueSpan.start),
    ],
  );
  const body = await buildBody(file.text, node, headers, substitution, context.bodyFiles);
  if (substitution.unresolved.length > 0) {
    return { ok: false, kind: 'unresolved', findings: [...substitution.unresolved, ...body.findings] };
  }
  if (body.findings.length > 0) {
    const refused = body.findings.some(({ problem }) => problem.code === 'request.body.fileOutside');
    return { ok: false, kind: refused ? 'refused' : 'invalid', findings: body.findings };
  }

  const headerFindings = checkHeaders(node, headers);
  if (headerFindings.length > 0) return { ok: false, kind: 'invalid', findings: headerFindings };
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host').map(([, value]) => value);
  const [host = null] = hosts;
  const other = hosts.find((value) => value !== host);
  if (host !== null && other !== undefined) {
    return failed(node, { code: 'request.host.contradicts', args: { host, target: other } });
  }
  const target = resolveTarget(targetText, { ...context, host });
  if ('code' in target) return failed(node, target);
  const { url, userInfo } = target;
  if (userInfo !== null && !options.noSign) return failed(node, { code: 'request.target.userInfo' });
  return {
    ok: true,
    request: {
      name: node.name,
      line: lineOf(file, node.requestLine.start),
      method: node.requestLine.method,
      url: url.href,
      origin: url.origin,
      path: url.pathname,
      requestTarget: url.pathname + url.search,
      headers: [
        ...headers.filter(([name]) => !COMPUTED.has(name.toLowerCase())).map(inBase64),
        ...basicAuth(userInfo, headers),
      ],
      body: body.bytes,
      options,
    },
  };
}

/** Where a character of a target stands that was glued from several lines. */
function targetPlace({ targetSpans, start: lineStart }: RequestLineNode): (index: number) => number {
  const ends: number[] = [];
  for (const { start, end } of targetSpans) ends.push((ends.at(-1) ?? 0) + end - start);
  return (index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    const span = targetSpans[low];
    return span ? span.start + index - (ends[low - 1] ?? 0) : (targetSpans.at(-1)?.end ?? lineStart);
  };
}

/** Headers that follow from the URL and the body: two ways of saying where a body ends would be two requests to somebody. */
const COMPUTED = new Set(['host', 'content-length', 'transfer-encoding']);

/** Refusals for safety are told apart from mistakes. */
function failed({ requestLine }: RequestNode, problem: Problem): Prepared {
  const refused = problem.code === 'request.host.contradicts' || problem.code === 'request.target.userInfo';
  const { start, end } = requestLine;
  return { ok: false, kind: refused ? 'refused' : 'invalid', findings: [{ start, end, severity: 'error', problem }] };
}

function checkHeaders(node: RequestNode, headers: readonly HeaderPair[]): Finding[] {
  return headers.flatMap(([name, value], i): Finding[] => {
    const { start, end } = node.headers[i] ?? node.requestLine;
    const problem: Problem | null = !/^[!#$%&'*+\-.^_`|~\w]+$/.test(name)
      ? { code: 'request.header.name', args: { name } }
      : /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)
        ? { code: 'request.header.value', args: { name } }
        : null;
    return problem ? [{ start, end, severity: 'error', problem }] : [];
  });
}

/** `Authorization: Basic name password` goes out as other tools send it (http-dialect: where those agree, so do we). */
function inBase64(header: HeaderPair): HeaderPair {
  const pair = plainBasic(...header);
  return pair === null ? header : [header[0], `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`];
}

/** What a browser makes of `https://user:password@host/`; only for requests that go out as typed. */
function basicAuth(userInfo: string | null, headers: readonly HeaderPair[]): HeaderPair[] {
  if (userInfo === null || headers.some(([name]) => name.toLowerCase() === 'authorization')) return [];
  return [['Authorization', `Basic ${Buffer.from(userInfo, 'utf8').toString('base64')}`]];
}

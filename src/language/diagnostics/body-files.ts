import type { BodyPart, FilePart } from '../../http';
import type { Diagnostic } from '../model';
import { nearest } from '../nearest';
import { diagnostic, fix, replace } from './report';
import type { RequestView } from './request-view';

/** Names that people mean when they mistype one; `TextDecoder` knows many more. */
const ENCODINGS = ['utf-8', 'utf8', 'latin1', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'utf-16le', 'ascii'];

/** Files that bodies name: they must be there, and in an encoding that is known (http-dialect: body from a file). */
export function* bodyFileDiagnostics(view: RequestView): Iterable<Diagnostic> {
  const { body } = view.request;
  if (!body) return;
  const parts: readonly BodyPart[] = body.graphql ? [...body.graphql.query, ...body.graphql.variables] : body.parts;
  for (const part of parts) {
    if (part.kind !== 'file') continue;
    const path = view.known(part.path);
    if (path !== null && view.around.hasBodyFile(path) === false) {
      yield diagnostic('error', part.pathSpan, { code: 'request.body.fileMissing', args: { path } });
    }
    yield* encoding(part, path ?? part.path);
  }
}

function* encoding({ start, encoding: name, path: written }: FilePart, path: string): Iterable<Diagnostic> {
  if (name === null || isKnown(name)) return;
  // `<@` stands before it.
  const span = { start: start + 2, end: start + 2 + name.length };
  const near = nearest(name, ENCODINGS);
  const text = near ?? 'utf-8';
  const fixes = [fix({ code: 'fix.replace', args: { text } }, replace(span, text), near !== undefined)];
  const problem = { code: 'request.body.encoding', args: { encoding: name, path: path || written } } as const;
  yield diagnostic('error', span, problem, { fixes });
}

function isKnown(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}

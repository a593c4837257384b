import type { TextDocument } from 'vscode';
import type { PreparedRequest } from '../../request';
import type { DocumentStore } from '../documents';
import type { Runs } from './runs';
import { locate } from './target';

/** A request of a document whose own signature was refused a moment ago. */
export interface RefusedRequest {
  /** As it was sent. */
  readonly request: PreparedRequest;
  readonly document: TextDocument;
  /** Of its request line, from 1. */
  readonly line: number;
}

/**
 * Finds such a request, as `locate` finds its target.
 * @returns null where there is none, or where the document was edited since it was sent
 */
export async function locateRefused(
  documents: DocumentStore,
  runs: Pick<Runs, 'state'>,
  uri: unknown,
  line: unknown,
): Promise<RefusedRequest | null> {
  const target = await locate(documents, uri, line);
  if (!target) return null;
  const state = runs.state(target.ref.uri, target.ref.key);
  if (state?.kind !== 'answered' || state.refused === null) return null;
  return { request: state.refused, document: target.document, line: target.ref.line + 1 };
}

import { type TextDocument, Uri, window, workspace } from 'vscode';
import { lineOf, type RequestNode, requestAtLine } from '../../http';
import type { DocumentStore } from '../documents';
import { LanguageId } from '../ids';
import type { ParsedDocument } from '../parsed-document';

/** A request of a document, to be found again after edits. */
export interface RequestRef {
  readonly uri: Uri;
  /** See `ParsedDocument.keyOf`. */
  readonly key: string;
  /** Line of the request line, from 0, when it was last seen. */
  readonly line: number;
}

/** A request as it stands in its document now. */
export interface Target {
  readonly document: TextDocument;
  readonly parsed: ParsedDocument;
  readonly node: RequestNode;
  readonly ref: RequestRef;
}

/** Line of a request line, from 0. */
export function lineOfRequest({ file }: ParsedDocument, { requestLine }: RequestNode): number {
  return lineOf(file, requestLine.start) - 1;
}

/**
 * The request that a command is about: the one on a line of a document, or at the cursor.
 * @param uri what VS Code hands over: the document of a lens or of a menu, or nothing
 * @param line from 0; anything but a number means the cursor
 * @returns null when there is no request there
 */
export async function locate(documents: DocumentStore, uri: unknown, line: unknown): Promise<Target | null> {
  const document = await documentOf(uri);
  if (!document) return null;
  const parsed = documents.get(document);
  const at = typeof line === 'number' ? line : cursorLine(document);
  const only = parsed.file.requests.length === 1 ? parsed.file.requests[0] : undefined;
  const node = requestAtLine(parsed.file, at + 1) ?? only;
  return node ? targetOf(document, parsed, node) : null;
}

/** Finds a request again, in the document as it is now; null when document or request are gone. */
export async function locateAgain(documents: DocumentStore, { uri, key, line }: RequestRef): Promise<Target | null> {
  try {
    const document = await workspace.openTextDocument(uri);
    const parsed = documents.get(document);
    const node = parsed.find(key) ?? requestAtLine(parsed.file, line + 1);
    return node ? targetOf(document, parsed, node) : null;
  } catch {
    return null; // an untitled document that was closed, a deleted file
  }
}

function targetOf(document: TextDocument, parsed: ParsedDocument, node: RequestNode): Target {
  const ref = { uri: document.uri, key: parsed.keyOf(node), line: lineOfRequest(parsed, node) };
  return { document, parsed, node, ref };
}

async function documentOf(uri: unknown): Promise<TextDocument | null> {
  // Whoever calls the command: any other document is no file of requests.
  const document = uri instanceof Uri ? await workspace.openTextDocument(uri) : window.activeTextEditor?.document;
  return document?.languageId === LanguageId.http ? document : null;
}

function cursorLine(document: TextDocument): number {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor?.document === document)?.selection.active.line ?? 0;
}

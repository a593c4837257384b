import { type Disposable, type TextDocument, workspace } from 'vscode';
import { DocumentMirror } from './document-mirror';
import type { ParsedDocument } from './parsed-document';

/** One parse for each version of a document, shared by all who ask; forgotten with the document. */
export class DocumentStore implements Disposable {
  private readonly mirrors = new WeakMap<TextDocument, DocumentMirror>();
  private readonly listener: Disposable;

  /** To be made before others that listen to changes: they ask for what this one has followed then. */
  constructor() {
    this.listener = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      this.mirrors.get(document)?.follow(document, contentChanges);
    });
  }

  get(document: TextDocument): ParsedDocument {
    const mirror = this.mirrors.get(document) ?? new DocumentMirror(document);
    this.mirrors.set(document, mirror);
    return mirror.get(document);
  }

  dispose(): void {
    this.listener.dispose();
  }
}

import type { Uri } from 'vscode';
import { secretAnswers } from '../../engine';

/** Answers to `# @prompt` for the next time, in memory only and for each document apart: also those to masked questions. */
export class PromptMemory {
  private readonly answers = new Map<string, Map<string, string>>();

  /** What was answered for a document, by name. */
  of(uri: Uri): ReadonlyMap<string, string> {
    return this.answers.get(uri.toString()) ?? new Map();
  }

  /** Answers to masked questions, whatever document asked them. */
  get secrets(): readonly string[] {
    return [...this.answers.values()].flatMap(secretAnswers);
  }

  remember(uri: Uri, name: string, answer: string): void {
    const known = this.answers.get(uri.toString()) ?? new Map<string, string>();
    this.answers.set(uri.toString(), known.set(name, answer));
  }

  /** Lets go of the answers of a document, or of all documents in a folder. */
  forget(uri: Uri): void {
    const gone = uri.toString();
    for (const key of [...this.answers.keys()]) {
      if (key === gone || key.startsWith(`${gone}/`)) this.answers.delete(key);
    }
  }
}

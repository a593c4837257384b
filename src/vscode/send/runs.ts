import { type Disposable, type Event, EventEmitter, type Uri, workspace } from 'vscode';
import type { PreparedRequest } from '../../request';
import { setContext } from '../context';
import { DisposableList } from '../disposables';
import { ContextKey } from '../ids';
import type { RequestRef } from './target';

/** How the last send of a request ended, as it stands behind its lens. */
export type RunResult =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly ms: number;
      /** What was sent, where the person's own signature in it was refused; null otherwise. */
      readonly refused: PreparedRequest | null;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'noAnswer' };

export type RunState = Run | RunResult;

/** A send on its way. */
export class Run {
  readonly kind = 'running';
  /** The person is being asked something: nothing is on its way yet. */
  asking = false;
  /** When its lens *Cancel* came up, in milliseconds; null before. */
  cancelShownAt: number | null = null;
  private readonly controller = new AbortController();

  constructor(readonly ref: RequestRef) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  cancel(): void {
    this.controller.abort();
  }
}

/** Which requests of this window are on their way, and how those before them ended. */
export class Runs implements Disposable {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<Uri>());
  /** Fires with the document of a request whose state has changed. */
  readonly onDidChange: Event<Uri> = this.changed.event;
  private readonly running = new Map<string, Run>();
  private readonly results = new Map<string, Map<string, RunResult>>();

  constructor() {
    this.owned.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.forget(document.uri);
      }),
    );
    this.owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)));
  }

  /** @returns null when the same request is on its way already */
  begin(ref: RequestRef): Run | null {
    const id = idOf(ref);
    if (this.running.has(id)) return null;
    const run = new Run(ref);
    this.running.set(id, run);
    this.tell(ref.uri);
    return run;
  }

  /** Asks the person something in the course of a run. */
  async whileAsking<T>(run: Run, ask: () => Promise<T>): Promise<T> {
    run.asking = true;
    this.changed.fire(run.ref.uri);
    try {
      return await ask();
    } finally {
      run.asking = false;
      this.changed.fire(run.ref.uri);
    }
  }

  /** @param result null leaves nothing behind the lens */
  end({ ref }: Run, result: RunResult | null): void {
    this.running.delete(idOf(ref));
    const uri = ref.uri.toString();
    const results = this.results.get(uri) ?? new Map<string, RunResult>();
    if (result) results.set(ref.key, result);
    else results.delete(ref.key);
    if (results.size > 0) this.results.set(uri, results);
    this.tell(ref.uri);
  }

  state(uri: Uri, key: string): RunState | undefined {
    return this.running.get(idOf({ uri, key })) ?? this.results.get(uri.toString())?.get(key);
  }

  /** What is known about requests of a document, by key: for most documents nothing. */
  statesOf(uri: Uri): ReadonlyMap<string, RunState> {
    const states = new Map<string, RunState>(this.results.get(uri.toString()));
    for (const run of this.all()) {
      if (run.ref.uri.toString() === uri.toString()) states.set(run.ref.key, run);
    }
    return states;
  }

  /** Those on their way, the latest last. */
  all(): readonly Run[] {
    return [...this.running.values()];
  }

  dispose(): void {
    for (const run of this.all()) run.cancel();
    this.owned.dispose();
  }

  /** A result stands until the next edit. */
  private forget(uri: Uri): void {
    if (this.results.delete(uri.toString())) this.changed.fire(uri);
  }

  private tell(uri: Uri): void {
    this.changed.fire(uri);
    void setContext(ContextKey.sending, this.running.size > 0);
  }
}

/** Names a request of this window. */
export function idOf({ uri, key }: Pick<RequestRef, 'uri' | 'key'>): string {
  return `${uri.toString()}\n${key}`;
}

import type { Disposable } from 'vscode';

/** Things to dispose of together; what arrives after the end is disposed of at once. */
export class DisposableList implements Disposable {
  private items: Disposable[] = [];
  private disposed = false;

  /** Takes a thing over and gives it back, so that it can be kept in the same line. */
  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.push(item);
    return item;
  }

  /** Disposes of everything, last come first; a thing that fails does not keep the others. */
  dispose(): void {
    this.disposed = true;
    const failures: unknown[] = [];
    for (const item of this.items.splice(0).reverse()) {
      try {
        item.dispose();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Some parts could not be disposed of');
  }
}

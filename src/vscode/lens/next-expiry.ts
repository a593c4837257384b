import type { Disposable } from 'vscode';
import type { CredentialEntry } from '../credentials-model';

/** The longest time that a timer takes. */
const LONGEST_MS = 2 ** 31 - 1;

/** Tells when a login ends, so that what is shown of it can change at that moment. */
export class NextExpiry implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private disposed = false;

  /** @param now in milliseconds */
  constructor(
    private readonly now: () => number,
    private readonly ended: () => void,
  ) {}

  /** Watches these from now on, in place of those before. */
  watch(entries: readonly Pick<CredentialEntry, 'credential'>[]): void {
    clearTimeout(this.timer);
    if (this.disposed) return;
    const now = this.now();
    const ends = entries.map(({ credential }) => (credential.expires ?? 0) * 1000).filter((end) => end > now);
    if (ends.length === 0) return;
    const next = Math.min(...ends);
    this.timer = setTimeout(
      () => {
        if (this.now() >= next) this.ended();
        this.watch(entries);
      },
      Math.min(next - now, LONGEST_MS),
    );
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
  }
}

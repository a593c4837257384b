import { announceSandbox, CredentialError, withdrawSandbox } from '../../credentials';
import type { Problem } from '../../messages';
import type { RequestRecord, Sandbox } from '../../sandbox';

/** Where the sandbox listens now, or why it does not. */
export type StartResult =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly problem: Problem };

/** The sandbox that this window serves, if it serves one; announced to other windows and the command line. */
export class LocalSandbox {
  private own: Sandbox | null = null;
  private ended = false;
  /** Starting and stopping take turns. */
  private turn: Promise<unknown> = Promise.resolve();

  /**
   * @param folder the per-user folder
   * @param onRequest told of each request that was served
   */
  constructor(
    private readonly folder: string,
    private readonly now: () => number,
    private readonly onRequest: (record: RequestRecord) => void,
  ) {}

  isRunning(): boolean {
    return this.own !== null;
  }

  /** Starts it, unless it runs already. @param port 0 for any that is free */
  start(port: number): Promise<StartResult> {
    return this.inTurn(() => (this.own ? { ok: true, url: this.own.url } : this.open(port)));
  }

  /** Takes the announcement back, closes all connections and frees the port. */
  stop(): Promise<void> {
    return this.inTurn(() => this.close());
  }

  /** Stops it for good: what is being started is stopped, too. */
  end(): Promise<void> {
    this.ended = true;
    return this.stop();
  }

  private async open(port: number): Promise<StartResult> {
    // Loaded on first use: most windows serve no sandbox.
    const { startSandbox, SandboxError } = await import('../../sandbox');
    if (this.ended) return { ok: false, problem: { code: 'sandbox.windowClosed' } };
    try {
      this.own = await startSandbox({ port, onRequest: this.onRequest });
    } catch (error) {
      if (error instanceof SandboxError) return { ok: false, problem: error.problem };
      throw error;
    }
    const { url } = this.own;
    try {
      await announceSandbox(this.folder, this.announcement(this.own), this.now);
    } catch (error) {
      await this.close();
      return { ok: false, problem: this.announceProblem(error) };
    }
    return { ok: true, url };
  }

  private async close(): Promise<void> {
    const { own } = this;
    this.own = null;
    if (!own) return;
    // A folder that cannot be written keeps no server alive; a dead process's announcement does not count.
    await withdrawSandbox(this.folder, this.announcement(own), this.now).catch(() => {});
    await own.stop();
  }

  private announcement({ port }: Sandbox): { readonly port: number; readonly pid: number } {
    return { port, pid: process.pid };
  }

  private announceProblem(error: unknown): Problem {
    if (error instanceof CredentialError) return error.problem;
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return { code: 'sandbox.cannotAnnounce', args: { folder: this.folder, reason } };
  }

  private inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => {});
    return done;
  }
}

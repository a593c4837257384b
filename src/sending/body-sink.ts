import type { FileHandle } from 'node:fs/promises';

/** A place for an answer that is too large for memory. */
export interface SpillFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/** Collects a body: in memory up to a limit, beyond it in a file. */
export class BodySink {
  private readonly chunks: Buffer[] = [];
  private spill: SpillFile | null = null;
  private length = 0;

  /**
   * @param limit bytes kept in memory
   * @param openSpill makes the file, readable by the person only
   */
  constructor(
    private readonly limit: number,
    private readonly openSpill: () => Promise<SpillFile>,
  ) {}

  /** Takes the next bytes; resolves when there is room for more. */
  async write(chunk: Buffer): Promise<void> {
    this.length += chunk.length;
    if (this.spill === null && this.length <= this.limit) {
      this.chunks.push(chunk);
      return;
    }
    if (this.spill === null) {
      this.spill = await this.openSpill();
      for (const kept of this.chunks) await this.spill.handle.write(kept);
    }
    await this.spill.handle.write(chunk);
  }

  /** Ends the collecting; must be called once, whatever happened. */
  async close(): Promise<{ body: Buffer; bytes: number; bodyFile: string | null }> {
    await this.spill?.handle.close();
    return { body: Buffer.concat(this.chunks), bytes: this.length, bodyFile: this.spill?.path ?? null };
  }
}

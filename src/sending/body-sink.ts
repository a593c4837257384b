import type { FileHandle } from 'node:fs/promises';
import { codeOf } from './network-errors';

/** A place for an answer that is too large for memory. */
export interface SpillFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/** The rest of a large answer could not be written to disk, or there is more of it than anybody can want. */
export class SpillError extends Error {
  /** @param reason the code of the system error; null where the answer is endless */
  constructor(readonly reason: string | null) {
    super(reason ?? 'endless');
  }
}

/** Bytes of an answer kept in memory; more goes to a file (cli: `send`, "over 8 MB"). */
const MEMORY_LIMIT = 8 * 1024 * 1024;
/** Bytes kept in memory of an answer that is in a file: what is shown of it, and a little more (see `FIRST_PART`). */
const KEPT_BESIDE_FILE = 72 * 1024;
/** The largest export of the service has about a quarter of this (FACTS.md section 1.6); a packed body can unpack to more. */
const LARGEST = 1024 ** 3;

/** Collects a body: in memory up to a limit, beyond it in a file. */
export class BodySink {
  private chunks: Buffer[] = [];
  private spill: SpillFile | null = null;
  private length = 0;

  /** @param openSpill makes the file, readable by the person only */
  constructor(private readonly openSpill: () => Promise<SpillFile>) {}

  /** Bytes taken so far. */
  get bytes(): number {
    return this.length;
  }

  /**
   * Takes the next bytes; resolves when there is room for more.
   * @throws SpillError
   */
  async write(chunk: Buffer): Promise<void> {
    if (this.length + chunk.length > LARGEST) throw new SpillError(null);
    if (this.spill === null && this.length + chunk.length <= MEMORY_LIMIT) {
      this.chunks.push(chunk);
      this.length += chunk.length;
      return;
    }
    try {
      this.spill ??= await this.toFile();
      await this.spill.handle.writeFile(chunk);
    } catch (error) {
      throw new SpillError(codeOf(error) || String(error));
    }
    this.length += chunk.length;
  }

  /** Ends the collecting; must be called once, whatever happened. */
  async close(): Promise<{ body: Buffer; bytes: number; bodyFile: string | null }> {
    await this.spill?.handle.close().catch(() => undefined);
    return { body: Buffer.concat(this.chunks), bytes: this.length, bodyFile: this.spill?.path ?? null };
  }

  private async toFile(): Promise<SpillFile> {
    const spill = await this.openSpill();
    const whole = Buffer.concat(this.chunks);
    // A copy: a part of the whole would keep all of it in memory.
    this.chunks = [Buffer.from(whole.subarray(0, KEPT_BESIDE_FILE))];
    this.spill = spill;
    await spill.handle.writeFile(whole);
    return spill;
  }
}

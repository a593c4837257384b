import type { BlockDraft } from './draft';
import type { Source } from './syntax/source';

/** What the readers of one block share. */
export interface Reading {
  readonly source: Source;
  /** The line behind the block. */
  readonly last: number;
  readonly block: BlockDraft;
  readonly fileValue: FileValue;
}

/**
 * Value of a file variable, its own variables replaced, as a request at this offset sees it.
 * @returns undefined when it is not known from the file alone
 */
export type FileValue = (name: string, at: number) => string | undefined;

import type { Problem } from '../messages';

/** How a page gets its words: English in the command line and in tests, the editor's language in the editor. */
export type Say = (words: Problem) => string;

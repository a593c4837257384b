import type { Problem } from '../../messages';

/** What a variable is where it stands, and its value as far as it is known without asking or sending. */
export type VariableState =
  | {
      readonly kind: 'override' | 'prompt' | 'system' | 'answer' | 'file' | 'environment' | 'dotenv' | 'fallback';
      readonly value: string;
    }
  /** Asked for at each send, and not answered so far; or its value is made of such a variable. */
  | { readonly kind: 'asked'; readonly question: string }
  /** A part of the answer to a request of this file that was not sent so far; or its value is made of such a part. */
  | { readonly kind: 'awaited'; readonly problem: Problem }
  | { readonly kind: 'unresolved'; readonly problem: Problem };

import type { TextDocument } from 'vscode';
import type { Credential, Secret } from '../../../credentials';
import type { HttpFile } from '../../../http';
import type { LiteralSecret, MovePlan } from '../../../language';
import type { Problem } from '../../../messages';
import type { RangeOf } from '../../language/marks';

/** What the plans of all texts that hold or use a secret come to. */
export type MoveSummary = Pick<
  MovePlan,
  'kind' | 'key' | 'secret' | 'token' | 'origin' | 'origins' | 'suggestedName'
> & {
  /** How many requests it signs. */
  readonly requests: number;
  /** Whether the requests name the credential. */
  readonly useDirective: boolean;
  /** Where it has to stay: `requests.http:12`. */
  readonly leftover: readonly string[];
};

/** Edits of one document as it stands now. */
export interface Change {
  readonly document: TextDocument;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  readonly rangeOf: RangeOf;
}

/** A secret that is to leave a text. */
export interface Moving {
  /** The text that holds it. */
  readonly document: TextDocument;
  readonly summary: MoveSummary;
  /** What the person should agree to before anything is done; null where there is nothing. */
  readonly question: { readonly title: string; readonly detail: string } | null;
  /**
   * What is to be changed, in the texts as they are now.
   * @param name of the credential that holds the secret by then
   */
  changes(name: string): Promise<readonly Change[] | Problem>;
}

/** Where a secret is kept by now; `secret` only when it was stored anew. */
export interface Kept {
  readonly credential: Credential;
  readonly secret: Secret | null;
}

/** A `.http` text with what a move does to it. */
export interface PlannedFile {
  readonly document: TextDocument;
  readonly file: HttpFile;
  readonly plan: MovePlan;
}

/** Finds a secret again by its value: at its old place, else the nearest one. */
export function foundAgain(all: readonly LiteralSecret[], { value, start, kind }: LiteralSecret): LiteralSecret | null {
  const same = all.filter((one) => one.value === value && one.kind === kind);
  const [nearest = null] = same.sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start));
  return nearest;
}

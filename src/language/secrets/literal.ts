import type { Span } from '../../http';

/** What a secret is for (FACTS.md sections 1.12, 1.14 and 3). */
export type SecretKind = 'apiKey' | 'apiSecret' | 'token' | 'trackerToken' | 'signingSecret' | 'password';

/** A secret that stands in a text as it is. The range is that of the value alone, without quotes. */
export interface LiteralSecret extends Span {
  readonly kind: SecretKind;
  /** What it stands for: in files of variables without escapes, in bodies as written. */
  readonly value: string;
  /** Error for a live key, which costs money when it leaks (product section 3). */
  readonly severity: 'error' | 'warning';
  readonly place: 'header' | 'variable' | 'url' | 'body' | 'script' | 'comment' | 'directive';
  /** Of the header, variable or member that holds it; empty where none does. */
  readonly name: string;
  /** Of an environment file in JSON: the environment that it belongs to; else null. */
  readonly environment: string | null;
}

/** Whether a value is printed everywhere anyway, as those of the sandbox are. */
export type IsPublic = (value: string) => boolean;

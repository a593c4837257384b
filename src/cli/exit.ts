import type { FailureKind } from '../sending';

/** Exit codes (cli: "Exit"). */
export const EXIT = { done: 0, answeredWithError: 1, usage: 2, notCompleted: 3, refused: 4 } as const;

const BY_KIND: Readonly<Record<FailureKind, number>> = {
  refused: EXIT.refused,
  unresolved: EXIT.usage,
  invalid: EXIT.usage,
  credential: EXIT.usage,
  keychain: EXIT.usage,
  network: EXIT.notCompleted,
  timeout: EXIT.notCompleted,
  truncated: EXIT.notCompleted,
  aborted: EXIT.notCompleted,
};

/** The exit code that a failed request gives. */
export function exitOf(kind: FailureKind): number {
  return BY_KIND[kind];
}

/** Ends a command with a sentence on stderr. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = EXIT.usage,
  ) {
    super(message);
  }
}

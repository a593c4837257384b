import type { Problem } from '../messages';

/** A value, or what to tell the person instead. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Something went wrong that a person must hear about; carries no secret and no text of its own. */
export class CredentialError extends Error {
  override readonly name: string = 'CredentialError';

  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.code, options);
  }
}

/** What a subscription hands back: `dispose` ends it. */
export interface Subscription {
  dispose(): void;
}

import type { KeychainState } from '../stores/secret-store';

/** Under this name the person finds our entries in their keychain (product.md section 3). */
export const SERVICE = 'restlink-sms';

/** What the client asks the helper process, one at a time. */
export type KeychainRequest = { readonly id: number; readonly account: string } & (
  | { readonly operation: 'get' | 'delete' }
  | { readonly operation: 'set'; readonly value: string }
);

/** What the helper answers: the text of `get`, whether `delete` found something, null for `set`. */
export type KeychainReply = { readonly id: number } & (
  | { readonly ok: true; readonly value: string | boolean | null }
  | { readonly ok: false; readonly state: KeychainState; readonly detail: string }
);

import type { Problem } from '../../messages';
import type { CredentialStore } from '../model';
import { CredentialError } from '../result';
import type { StoredSecret } from './bound-secret';

/** Where a person's secrets can be kept. */
export type WritableStore = Exclude<CredentialStore, 'builtin' | 'environment'>;

/** A place that keeps secrets, by credential id. */
export interface SecretStore {
  /** @returns null when the store was read and has no such entry @throws KeychainError when it could not be read */
  get(id: string): Promise<StoredSecret | null>;
  /** Adds or replaces. @throws KeychainError */
  set(id: string, secret: StoredSecret): Promise<void>;
  /** @returns whether there was an entry @throws KeychainError */
  delete(id: string): Promise<boolean>;
}

/** The states of a keychain that are told apart, each with its own words (product.md section 3). */
export type KeychainState =
  | 'noBus'
  | 'noService'
  | 'noCollection'
  | 'locked'
  /** The question of the keychain was. */
  | 'dismissed'
  /** The person did not want to wait for the keychain any longer. */
  | 'cancelled'
  | 'timedOut'
  | 'libraryMissing'
  | 'entryGone'
  | 'lockedOrMissing'
  | 'crashed'
  | 'unknown';

/** A keychain did not do what it was asked for. */
export class KeychainError extends CredentialError {
  override readonly name = 'KeychainError';

  /** @param detail what the system said, where that helps; holds no secret */
  constructor(
    readonly state: KeychainState,
    detail = '',
    platform: NodeJS.Platform = process.platform,
  ) {
    super(problemOf(state, detail, platform));
  }
}

function problemOf(state: KeychainState, detail: string, platform: NodeJS.Platform): Problem {
  switch (state) {
    case 'noBus':
      return { code: 'keychain.noBus' };
    case 'noService':
      return { code: 'keychain.noService' };
    case 'noCollection':
      return { code: platform === 'darwin' ? 'keychain.noCollectionMac' : 'keychain.noCollection' };
    case 'locked':
      return { code: platform === 'darwin' ? 'keychain.lockedMac' : 'keychain.locked' };
    case 'dismissed':
      return { code: 'keychain.dismissed' };
    case 'cancelled':
      return { code: 'keychain.cancelled' };
    case 'timedOut':
      return { code: 'keychain.timedOut' };
    case 'libraryMissing':
      return platform === 'linux' ? { code: 'keychain.libraryMissingLinux' } : { code: 'keychain.libraryMissing' };
    case 'entryGone':
      return { code: 'keychain.entryGone' };
    case 'lockedOrMissing':
      return { code: 'keychain.lockedOrMissing' };
    case 'crashed':
      return { code: 'keychain.crashed' };
    case 'unknown':
      return { code: 'keychain.unknown', args: { detail: detail || 'no reason given' } };
  }
}

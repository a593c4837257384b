import { l10n, window } from 'vscode';
import type { Credential } from '../../credentials';
import type { CredentialEntry } from '../credentials-model';
import type { Parts } from '../parts';
import { chooseCredential } from './choose';

/** How one of the person's own credentials is asked for. */
export interface Which {
  /** Which ones can be chosen. */
  fits(credential: Credential): boolean;
  readonly title: string;
  readonly placeHolder: string;
  /** Said when there are some, but none that fits. */
  readonly none: string;
}

/** The credential that an argument names, if it is there; the row of the sandbox stands for its signed credential. */
export async function entryOf({ credentials }: Parts, argument: unknown): Promise<CredentialEntry | null> {
  const id = idIn(argument);
  if (id === null) return null;
  return (await credentials.list()).find(({ credential }) => credential.id === id) ?? null;
}

/**
 * The credential that a command is about: the one that its argument names, else the one that the person chooses.
 * @returns null when they left, or after they were told why there is none
 */
export async function whichCredential(parts: Parts, argument: unknown, which: Which): Promise<Credential | null> {
  const own = (await parts.credentials.list()).filter(isOwn);
  const id = idIn(argument);
  if (id !== null) {
    const named = own.find(({ credential }) => credential.id === id)?.credential;
    if (named && which.fits(named)) return named;
    void window.showInformationMessage(named ? which.none : l10n.t('That credential is no longer there.'));
    return null;
  }
  const fitting = own.filter(({ credential }) => which.fits(credential));
  if (fitting.length === 0) {
    void window.showInformationMessage(own.length > 0 ? which.none : l10n.t('There is no credential yet.'));
    return null;
  }
  const chosen = await chooseCredential<never>(fitting, parts.now(), which);
  return chosen && 'entry' in chosen ? chosen.entry.credential : null;
}

/** Whether a credential is the person's own, and not built in. */
export function isOwn({ credential }: CredentialEntry): boolean {
  return credential.store !== 'builtin';
}

/** @param argument a row of the view *Credentials*, or an id */
function idIn(argument: unknown): string | null {
  if (typeof argument === 'string') return argument;
  const row = argument as { readonly entry?: { readonly credential?: Partial<Credential> } } | null | undefined;
  const id = row?.entry?.credential?.id;
  return typeof id === 'string' ? id : null;
}

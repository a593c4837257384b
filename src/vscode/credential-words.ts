import { l10n } from 'vscode';
import type { Credential } from '../credentials';
import type { CredentialEntry } from './credentials-model';
import { plain } from './words';

/** What stands behind a credential's name: `hmac · sk_prod_…i9j0 · live`, `JWT · test-space · expires in 42 min`. */
export function describeCredential({ credential, live, trouble }: CredentialEntry, now: Date): string {
  const parts = credential.kind === 'jwt' ? ['JWT'] : [credential.kind, credential.keyHint];
  if (credential.workspace) parts.push(plain(credential.workspace.name));
  if (credential.expires !== undefined) parts.push(expiry(credential.expires * 1000 - now.getTime()));
  if (credential.store === 'session') parts.push(l10n.t('this session only'));
  if (credential.store === 'secretStorage') parts.push(l10n.t('secret storage'));
  if (live) parts.push(l10n.t('live'));
  if (trouble !== null) parts.unshift(l10n.t('cannot be read'));
  return parts.join(' · ');
}

/** How a credential authenticates, in words. */
export function kindWords({ credential }: CredentialEntry): string {
  switch (credential.kind) {
    case 'hmac':
      return l10n.t('API key with HMAC signature');
    case 'apiKey':
      return l10n.t('API key');
    case 'jwt':
      return l10n.t('portal login (JWT)');
  }
}

/** Which workspace a login works in; the service takes the main one where none is named (FACTS.md section 3). */
export function workspaceWords({ workspace }: Credential): string {
  return workspace ? l10n.t('{0} (number {1})', workspace.name, workspace.id) : l10n.t('the main one');
}

/** Where the secret is kept, in words. */
export function storeWords({ credential }: CredentialEntry): string {
  switch (credential.store) {
    case 'osKeychain':
      return l10n.t('keychain of the system');
    case 'secretStorage':
      return l10n.t("the editor's secret storage");
    case 'session':
      return l10n.t('memory, until this window closes');
    case 'builtin':
      return l10n.t('built into the sandbox');
    case 'environment':
      return l10n.t('environment variables');
  }
}

function expiry(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (milliseconds <= 0) return l10n.t('expired');
  if (minutes < 1) return l10n.t('expires in less than a minute');
  if (minutes < 120) return l10n.t('expires in {0} min', minutes);
  if (minutes < 48 * 60) return l10n.t('expires in {0} h', Math.floor(minutes / 60));
  return l10n.t('expires in {0} days', Math.floor(minutes / (24 * 60)));
}

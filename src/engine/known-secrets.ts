import { type CredentialVault, type EnvironmentCredential, isLoopback } from '../credentials';
import type { GuardedSecret, Plan } from '../sending';

/**
 * The person's secrets that must not travel with a request to an origin they do not belong to: that of the environment,
 * and for a request that goes out as typed also those that are stored, as far as they can be read.
 * @param fromEnvironment of the RESTLINK_* variables, or null
 */
export async function guardedSecrets(
  { request, secret }: Plan,
  fromEnvironment: EnvironmentCredential | null,
  vault: Pick<CredentialVault, 'list' | 'secretOf'>,
): Promise<GuardedSecret[]> {
  const guarded: GuardedSecret[] = [];
  if (fromEnvironment) {
    const { credential, secret: value } = fromEnvironment;
    guarded.push({ credential: credential.name, origin: credential.origin, secret: value });
  }
  if (secret !== null || isLoopback(request.origin)) return guarded;
  const { credentials } = await vault.list();
  const foreign = credentials.filter(({ store, origin }) => store !== 'builtin' && origin !== request.origin);
  for (const credential of foreign) {
    // A keychain that cannot be read gives nothing away either.
    const value = await vault.secretOf(credential).catch(() => null);
    if (value) guarded.push({ credential: credential.name, origin: credential.origin, secret: value });
  }
  return guarded;
}

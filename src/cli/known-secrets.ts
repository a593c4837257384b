import { environmentCredential, isLoopback } from '../credentials';
import type { GuardedSecret, Plan } from '../sending';
import type { CliContext } from './context';

/**
 * The person's secrets that must not travel with a request to an origin they do not belong to: that of the environment,
 * and for a request that goes out as typed also those in the keychain, as far as they can be read.
 */
export async function guardedSecrets(context: CliContext, { request, secret }: Plan): Promise<GuardedSecret[]> {
  const fromEnvironment = environmentCredential(context.env, null);
  const known = fromEnvironment.ok && fromEnvironment.value ? [fromEnvironment.value] : [];
  const guarded = known.map(({ credential, secret: value }) => ({
    credential: credential.name,
    origin: credential.origin,
    secret: value,
  }));
  if (secret !== null || isLoopback(request.origin)) return guarded;
  const vault = context.vault(null);
  const { credentials } = await vault.list();
  const foreign = credentials.filter(({ store, origin }) => store === 'osKeychain' && origin !== request.origin);
  for (const credential of foreign) {
    // A keychain that cannot be read gives nothing away either.
    const value = await vault.secretOf(credential).catch(() => null);
    if (value) guarded.push({ credential: credential.name, origin: credential.origin, secret: value });
  }
  return guarded;
}

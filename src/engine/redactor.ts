import { type Credential, type Secret, secretValues } from '../credentials';
import { MASK, Redactor } from '../sending';

/**
 * The redactor for what an exchange shows: a key becomes its hint, anything else a mask.
 * @param known the credentials whose secrets are in memory now
 * @param others secrets that belong to no credential
 */
export function redactorFor(
  known: readonly { readonly credential: Credential | null; readonly secret: Secret | null }[],
  others: readonly string[] = [],
): Redactor {
  return new Redactor([
    ...others.map((value) => ({ value, hint: MASK })),
    ...known.flatMap(({ credential, secret }) =>
      secret === null
        ? []
        : secretValues(secret).map((value) => ({
            value,
            hint: secret.kind !== 'jwt' && value === secret.key ? (credential?.keyHint ?? MASK) : MASK,
          })),
    ),
  ]);
}

import { l10n } from 'vscode';
import { DEFAULT_ORIGIN, isLoopback } from '../../credentials';

/** Why a secret stays in a text, and what to do; nothing where it does not. */
export function staying(leftover: readonly string[]): readonly string[] {
  if (leftover.length === 0) return [];
  return [
    l10n.t(
      'It is also used where no credential can stand in for it ({0}), so it stays in the text. Take it out there by hand, for instance with # @prompt.',
      leftover.join(', '),
    ),
  ];
}

/**
 * What is to be known of the origins that requests with the secret go to: a credential belongs to one of them, and a file
 * of a stranger may lead anywhere. Nothing where there is nothing to know.
 */
export function leadingTo(origins: readonly string[]): readonly string[] {
  const list = origins.join(', ');
  const several = l10n.t(
    'The requests that use it go to several origins: {0}. A credential belongs to one; for the others add it again, and name it in their requests.',
    list,
  );
  const strange = l10n.t(
    'The requests that use it go to {0}, which is not the service itself. Go on only if you know it: that is where the credential is tried.',
    list,
  );
  const isStrange = origins.some((origin) => origin !== DEFAULT_ORIGIN && !isLoopback(origin));
  return [...(origins.length > 1 ? [several] : []), ...(isStrange ? [strange] : [])];
}

import { l10n } from 'vscode';

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

/** That a credential cannot sign for several origins; nothing where there is one. */
export function severalOrigins(origins: readonly string[]): readonly string[] {
  if (origins.length < 2) return [];
  return [
    l10n.t(
      'The requests that use it go to several origins: {0}. A credential belongs to one; for the others add it again, and name it in their requests.',
      origins.join(', '),
    ),
  ];
}

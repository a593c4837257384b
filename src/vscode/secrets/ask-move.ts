import { l10n } from 'vscode';
import { type Credential, DEFAULT_ORIGIN, type Secret } from '../../credentials';
import { askChoice, BACK, type Step, walk } from '../credentials/ask';
import { type Draft, EMPTY_DRAFT } from '../credentials/draft';
import { keyQuestion, nameQuestion, originQuestion, secretQuestion } from '../credentials/questions';
import { plain } from '../words';
import type { MoveSummary } from './moving';

/** A credential that holds a secret already, or that none of them is wanted. */
export type Wanted = { readonly use: Credential } | { readonly add: true };

const titleWords = () => l10n.t('Move to Keychain');

/** Of credentials that hold the secret already, lets the person take one, or add another. @returns null when they left */
export async function askExisting(existing: readonly Credential[]): Promise<Wanted | null> {
  const choices = [
    ...existing.map((credential) => ({
      label: `$(key) ${plain(credential.name)}`,
      description: credential.keyHint,
      detail: credential.origin,
      value: { use: credential } as Wanted,
    })),
    { label: l10n.t('$(add) Add Another Credential…'), value: { add: true } as Wanted },
  ];
  const place = { title: titleWords(), step: 1, steps: 1 };
  const asked = await askChoice(place, l10n.t('The keychain holds this already. Use which credential?'), choices, null);
  return asked === BACK ? null : asked;
}

/** What is known of a new credential from the text that the secret stands in. */
export function draftOf({ kind, key, secret, token, origin, origins, suggestedName }: MoveSummary): Draft {
  return {
    ...EMPTY_DRAFT,
    name: suggestedName,
    way: kind === 'jwt' ? 'token' : kind,
    key: key ?? '',
    secret: secret ?? '',
    token: token ?? '',
    origin: origin ?? origins[0] ?? DEFAULT_ORIGIN,
  };
}

/**
 * Asks what the text does not tell: name and origin always, and the rest of a signed credential where it stands nowhere.
 * @param taken names in use
 * @returns null when the person left
 */
export function askRest(summary: MoveSummary, draft: Draft, taken: readonly string[]): Promise<Draft | null> {
  return walk(titleWords(), draft, ({ way }) => [
    nameQuestion(taken),
    ...(isUnclear(summary) ? [wayQuestion] : []),
    ...(summary.key === null && way !== 'token' ? [keyQuestion] : []),
    ...(summary.secret === null && way === 'hmac' ? [secretQuestion] : []),
    originQuestion,
  ]);
}

/** Whether a key could be of either kind: its secret stands nowhere, and no unsigned request shows that it needs none. */
function isUnclear({ key, secret, kind, requests }: MoveSummary): boolean {
  return key !== null && secret === null && (kind === 'hmac' || requests === 0);
}

const wayQuestion: Step<Draft> = async (draft, place) => {
  const way = await askChoice<'hmac' | 'apiKey'>(
    place,
    l10n.t('How does this key authenticate?'),
    [
      {
        label: l10n.t('$(verified) API key + HMAC signature'),
        description: l10n.t('recommended'),
        detail: l10n.t('Its API secret, which does not stand in the text, is asked for next.'),
        value: 'hmac',
      },
      {
        label: l10n.t('$(key) API key'),
        detail: l10n.t('A key without signature; it travels with each request.'),
        value: 'apiKey',
      },
    ],
    draft.way === 'hmac' ? 'hmac' : 'apiKey',
  );
  return way === null || way === BACK ? way : { ...draft, way };
};

/** Whether a stored secret serves where the one of the text did. */
export function serves(stored: Secret, { kind, key, secret, token }: MoveSummary): boolean {
  if (stored.kind === 'jwt') return token !== null && stored.token === token;
  if (token !== null || (key !== null && stored.key !== key)) return false;
  if (stored.kind === 'apiKey') return kind === 'apiKey' && key !== null && secret === null;
  return secret === null ? key !== null : stored.secret === secret;
}

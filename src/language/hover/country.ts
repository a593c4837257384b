import type { Say } from '../say';

/**
 * Name of a country in the language of the words.
 * @param region two capital letters of ISO 3166
 * @returns null for what is no country
 */
export function countryName(region: string, say: Say): string | null {
  if (!/^[A-Z]{2}$/.test(region)) return null;
  const locale = say({ code: 'hover.language' });
  const names = new Intl.DisplayNames(Intl.DisplayNames.supportedLocalesOf([locale]).concat('en'), {
    type: 'region',
    fallback: 'none',
  });
  return names.of(region) ?? null;
}

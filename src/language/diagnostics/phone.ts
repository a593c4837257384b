import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isE164 } from '../../sms';

/** What is known of a number in E.164 form: `impossible` numbers have a length or country code that no number has. */
export function phoneFault(number: string): 'impossible' | 'unassigned' | null {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isPossible()) return 'impossible';
  return parsed.isValid() ? null : 'unassigned';
}

/**
 * The E.164 form of a number that a person wrote: `+1 (415) 555-1234`, `0044…`, `447911…`.
 * @returns null when it is not clear which number is meant: one without country code can belong to any country
 */
export function asE164(written: string): string | null {
  const text = written.trim();
  if (!/^[+(]?[+\d][\d\s().\-–/]*$/.test(text)) return null;
  const digits = text.replace(/\(0\)|\D/g, '');
  const hasCountry = text.startsWith('+') || digits.startsWith('00');
  const number = `+${text.startsWith('+') ? digits : digits.replace(/^00/, '')}`;
  if (!isE164(number)) return null;
  const parsed = parsePhoneNumberFromString(number);
  // Digits alone are taken for an international number only where there is one like it.
  return parsed?.isValid() || (hasCountry && parsed?.isPossible()) ? number : null;
}

import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isE164, senderFault } from '../../sms';
import type { Say } from '../say';
import { countryName } from './country';
import { code, escapeMarkdown, facts, paragraphs, phrase, words } from './markdown';

/** Country of a recipient's number, and the number as people write it; or what is wrong with it (FACTS.md section 5.2). */
export function phoneHover(text: string, say: Say): string {
  const number = parsePhoneNumberFromString(text);
  if (!number) return words(say, { code: isE164(text) ? 'hover.phone.invalid' : 'hover.phone.form' });
  const shown = escapeMarkdown(number.formatInternational());
  if (!number.isValid()) return facts(shown, words(say, { code: 'hover.phone.invalid' }));
  return facts(
    escapeMarkdown(countryOf(number.country, say)),
    shown,
    isE164(text) ? '' : phrase(say, 'hover.phone.write', { number: code(number.number) }),
  );
}

function countryOf(country: string | undefined, say: Say): string {
  if (country === undefined) return say({ code: 'hover.phone.international' });
  return countryName(country, say) ?? country;
}

/** Whether a sender fits the rules, and what is known about its use abroad (FACTS.md section 5.3). */
export function senderHover(sender: string, say: Say): string {
  const fault = senderFault(sender);
  if (fault) return words(say, { code: `hover.sender.${fault}`, args: { count: sender.length } });
  const country = parsePhoneNumberFromString(sender)?.country;
  return paragraphs(
    sender.startsWith('+')
      ? words(say, { code: 'hover.sender.number', args: { country: countryOf(country, say) } })
      : words(say, { code: 'hover.sender.text', args: { count: sender.length } }),
    words(say, { code: 'hover.sender.countries' }),
  );
}

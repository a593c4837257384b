import { isE164 } from './recipient';

/** What is wrong with a sender (FACTS.md section 5.3). */
export type SenderFault = 'empty' | 'tooShort' | 'tooLong' | 'startsWithDigit' | 'badCharacter' | 'badNumber';

const MIN_LENGTH = 3;
const MAX_LENGTH = 11;

/**
 * Checks a sender id: 3 to 11 letters or digits of which the first is a letter, or a phone number in E.164 with `+`
 * (FACTS.md section 5.3).
 * @returns the first fault, or undefined for a good sender
 */
export function senderFault(sender: string): SenderFault | undefined {
  if (sender === '') return 'empty';
  if (sender.startsWith('+')) return isE164(sender) ? undefined : 'badNumber';
  if (!/^[A-Za-z0-9]*$/.test(sender)) return 'badCharacter';
  if (/^\d/.test(sender)) return 'startsWithDigit';
  if (sender.length < MIN_LENGTH) return 'tooShort';
  if (sender.length > MAX_LENGTH) return 'tooLong';
  return undefined;
}

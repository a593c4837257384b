/** Recipients of one request at most (FACTS.md section 1.2). */
export const MAX_RECIPIENTS = 100;

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Whether a text has the form of a phone number in E.164 with `+`; whether such a number exists is another question
 * (FACTS.md section 5.2).
 */
export function isE164(text: string): boolean {
  return E164.test(text);
}

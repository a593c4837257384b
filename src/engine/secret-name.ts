/** Words that name a secret wherever they stand, and short ones that do so only as a word of their own. */
const SECRET = /passw|passphrase|passcode|secret|token|credential|api_?-?key/i;
const SECRET_WORDS = new Set(['pass', 'pwd', 'key', 'pin', 'otp', 'jwt', 'signature']);

/** Whether a prompt or variable of this name holds something that should not show: `apiKey`, `user_password`, not `shipping`. */
export function looksSecret(name: string): boolean {
  if (SECRET.test(name)) return true;
  const words = name.replace(/([a-z\d])(?=[A-Z])/g, '$1 ').split(/[^\p{L}]+/u);
  return words.some((word) => SECRET_WORDS.has(word.toLowerCase()));
}

/** Shorter answers would be found all over, in numbers and words. */
const SHORTEST = 6;

/** Answers to prompts with secret names: to be masked wherever they would show. */
export function secretAnswers(answers: ReadonlyMap<string, string>): readonly string[] {
  return [...answers].flatMap(([name, answer]) => (looksSecret(name) && answer.length >= SHORTEST ? [answer] : []));
}

/** Whether the value of a variable is not to be shown: by its name, or because it is a key of the service (FACTS.md section 3). */
export function isSecretVariable(name: string, value: string): boolean {
  return looksSecret(name) || /sk_(?:prod|test)_/.test(value);
}

/** Whether a prompt of this name asks for something that should not show while it is typed. */
export function looksSecret(name: string): boolean {
  return /pass|secret|token|key|pin/i.test(name);
}

/** Whether the value of a variable is not to be shown: by its name, or because it is a key of the service (FACTS.md section 3). */
export function isSecretVariable(name: string, value: string): boolean {
  return looksSecret(name) || /sk_(?:prod|test)_/.test(value);
}

/** Whether a prompt of this name asks for something that should not show while it is typed. */
export function looksSecret(name: string): boolean {
  return /pass|secret|token|key|pin/i.test(name);
}

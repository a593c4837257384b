import { type Credential, looksLive } from '../../credentials';

/** Id of the built-in credential that stands for the sandbox. */
export const SANDBOX_ID = 'sandbox';

/**
 * Which credential is active: the one chosen in this workspace; else the sandbox's, when the person has none of their own;
 * else the only one there is.
 * @param chosenId what was chosen last, which may be gone by now
 */
export function chooseActive(credentials: readonly Credential[], chosenId: string | null): Credential | null {
  const chosen = credentials.find(({ id }) => id === chosenId);
  if (chosen) return chosen;
  const own = credentials.filter(({ store }) => store !== 'builtin');
  const [only, ...more] = own;
  if (only === undefined) return credentials.find(({ id }) => id === SANDBOX_ID) ?? null;
  if (more.length > 0) return null;
  // Whoever works with the sandbox must not find themselves with a live key because the sandbox was stopped.
  return chosenId !== null && isSandboxId(chosenId) && looksLive(only) ? null : only;
}

function isSandboxId(id: string): boolean {
  return id === SANDBOX_ID || id.startsWith(`${SANDBOX_ID}-`);
}

import { type Credential, looksLive } from '../../credentials';

/** Id of the built-in credential that stands for the sandbox. */
export const SANDBOX_ID = 'sandbox';

/**
 * Which credential is active: the one chosen in this workspace; else the sandbox's while one runs, so that nothing is live
 * that nobody chose; else the only one there is.
 * @param chosenId what was chosen last, which may be gone by now
 */
export function chooseActive(credentials: readonly Credential[], chosenId: string | null): Credential | null {
  const chosen = credentials.find(({ id }) => id === chosenId) ?? credentials.find(({ id }) => id === SANDBOX_ID);
  if (chosen) return chosen;
  const [only, ...more] = credentials;
  if (only === undefined || more.length > 0) return null;
  // Whoever works with the sandbox must not find themselves with a live key because the sandbox was stopped.
  return awaitedSandbox(chosenId) !== null && looksLive(only) ? null : only;
}

/** The chosen credential when it is one of the sandbox's, whether that runs or not; else null. */
export function awaitedSandbox(chosenId: string | null): string | null {
  return chosenId !== null && isSandboxId(chosenId) ? chosenId : null;
}

function isSandboxId(id: string): boolean {
  return id === SANDBOX_ID || id.startsWith(`${SANDBOX_ID}-`);
}

import type { ChosenWorkspace } from './model';

/**
 * Reads a chosen workspace, from a file or from a caller.
 * @returns id and name and nothing else; null for what no header or no line of a list could show
 */
export function readWorkspace(raw: unknown): ChosenWorkspace | null {
  const { id, name } = (raw ?? {}) as { readonly id?: unknown; readonly name?: unknown };
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return null;
  // As in the name of a credential: nothing that a person cannot see (checkName).
  if (typeof name !== 'string' || name.trim() === '' || /[\p{C}\p{Zl}\p{Zp}]/u.test(name)) return null;
  return { id, name };
}

import type { Problem } from '../messages';

/** The built-in credentials (product.md section 5). */
const SANDBOX_NAMES = ['sandbox', 'sandbox-plain', 'sandbox-readonly'];
/** What nobody else may be called: the built-in ones, and how the credential of the RESTLINK_* variables is shown. */
const RESERVED = [...SANDBOX_NAMES, 'environment'];
const LONGEST = 64;

/** Whether two names mean the same credential: capitals and Unicode composition make no difference. */
export function sameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

/** Whether a name belongs to a built-in credential or to the one of the environment. */
export function isReservedName(name: string): boolean {
  return RESERVED.some((reserved) => sameName(reserved, name));
}

/** Whether a name belongs to a built-in credential, which exists while a sandbox runs. */
export function isSandboxName(name: string): boolean {
  return SANDBOX_NAMES.some((builtin) => sameName(builtin, name));
}

/**
 * Says what is wrong with a name that a person chose; it must be usable in `# @credential NAME`, so it is one line of
 * printable characters without blanks at its ends, and no variable.
 * @param taken names in use
 * @returns null when the name is fine
 */
export function checkName(name: string, taken: readonly string[]): Problem | null {
  if (name === '') return { code: 'credential.nameEmpty' };
  if (name.trim() !== name) return { code: 'credential.nameBlanks', args: { name } };
  // Cc, Cf (which hides or reorders text), Zl, Zp, Cs, Co, Cn: nothing that a person cannot see.
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(name) || name.includes('{{')) return { code: 'credential.nameCharacters' };
  if ([...name].length > LONGEST) return { code: 'credential.nameLong', args: { longest: LONGEST } };
  if (isReservedName(name)) return { code: 'credential.nameReserved', args: { name } };
  if (taken.some((other) => sameName(other, name))) return { code: 'credential.nameTaken', args: { name } };
  return null;
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

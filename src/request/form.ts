const encoder = new TextEncoder();

/**
 * Percent-encodes what may not stand in a form body; `%XX` is left alone
 * (http-dialect, row "form bodies").
 */
export function encodeForm(text: string): string {
  return text.replace(/%[0-9a-fA-F]{2}|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?]/gu, (character) => {
    if (character.length === 3 && character.startsWith('%')) return character;
    return Array.from(encoder.encode(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
      '',
    );
  });
}

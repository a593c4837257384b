/**
 * What steers a terminal or reorders what it shows: control characters but tab and the ends of lines, and Unicode's
 * embeddings, overrides and isolates of direction.
 */
const STEERING = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Of what a file says in a question of ours. */
const LONGEST_SAID = 200;

/**
 * A text whose characters can only be read: a server or a file must not move the cursor, hide text or set a title. They
 * are shown as `\uXXXX`, which in JSON means the same character.
 */
export function visible(text: string): string {
  return text.replace(STEERING, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What a file says, as part of a question of ours: on one line, and not so long that the question is lost. */
export function said(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${line.length > LONGEST_SAID ? `${line.slice(0, LONGEST_SAID)}…` : line}"`;
}

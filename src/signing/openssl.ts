/**
 * A line for a POSIX shell that prints the signature of a message with `openssl`; the secret is taken from `$API_SECRET`.
 * @returns one line, whatever bytes the message has
 */
export function opensslLine(message: Buffer): string {
  return `${printed(message)} | openssl dgst -sha256 -hmac "$API_SECRET" | sed 's/^.* //'`;
}

/** `printf %s` takes text as it stands; anything that a terminal could change goes through the escapes of `%b`. */
function printed(message: Buffer): string {
  const text = message.toString('latin1');
  if (/^[\x20-\x7e]*$/.test(text)) return `printf '%s' ${quoted(text)}`;
  const escaped = text.replace(/[^\x20-\x7e]|\\/g, (char) =>
    char === '\\' ? '\\\\' : `\\0${char.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `printf '%b' ${quoted(escaped)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

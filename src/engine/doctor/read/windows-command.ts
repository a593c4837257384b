/** A command as the developer tools of a browser copy it for `cmd.exe`: with `^` before quotes, or at the end of a line. */
export function isWindowsCommand(text: string): boolean {
  if (/(?:^|\s)\^"/.test(text)) return true;
  const at = text.search(/[ \t]\^\r?\n\s*-/);
  // In single quotes it would be a part of what a POSIX shell is given.
  return at !== -1 && !text.slice(text.lastIndexOf('\n', at) + 1, at).includes("'");
}

/**
 * A command for `cmd.exe` as a POSIX shell takes it: the same words, each in single quotes. Read as `cmd.exe` does (outside of
 * quotes `^` takes the next character as it is), then split as programs on Windows do.
 */
export function posixCommand(text: string): string {
  return wordsOf(withoutCarets(text))
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(' ')
    .replace(/^'curl(?:\.exe)?'/, 'curl');
}

/** At the end of a line a `^` takes the line break away, and the character behind it as it is: a second line break stays. */
function withoutCarets(text: string): string {
  // What is in quotes is taken whole, and stays.
  return text.replace(/\^(?:\r?\n)?(\r?\n|.)|("[^"]*"?)/gs, '$1$2');
}

/** Browsers double every backslash, although Windows wants that before quotes only; what they mean counts here. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let pieces: string[] = [];
  let isQuoted = false;
  const [inside, outside] = [/["\\]/g, /["\\\s]/g];
  for (let at = 0; at < text.length; ) {
    const special = isQuoted ? inside : outside;
    special.lastIndex = at;
    const end = special.test(text) ? special.lastIndex - 1 : text.length;
    if (end > at) pieces.push(text.slice(at, end));
    const [char, next] = [text.charAt(end), text.charAt(end + 1)];
    const isEscape = char === '\\' && (next === '\\' || next === '"');
    const isDoubled = char === '"' && next === '"' && isQuoted;
    at = end + (isEscape || isDoubled ? 2 : 1);
    if (isEscape || isDoubled) pieces.push(next);
    else if (char === '"') {
      isQuoted = !isQuoted;
      pieces.push('');
    } else if (char === '\\') pieces.push(char);
    else if (pieces.length > 0) {
      words.push(pieces.join(''));
      pieces = [];
    }
  }
  return pieces.length > 0 ? [...words, pieces.join('')] : words;
}

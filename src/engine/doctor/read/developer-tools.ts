/**
 * Raw HTTP out of what shows a request without being it: the headers of HTTP/2 as developer tools list them, and the log of
 * `curl -v`. Latin-1 text, as raw HTTP is read.
 * @returns null for anything else
 */
export function rawFromLog(text: string): string | null {
  return fromPseudoHeaders(text) ?? fromVerboseCurl(text);
}

/** `:method: POST`, and so on; some tools put name and value on lines of their own. */
function fromPseudoHeaders(text: string): string | null {
  if (!/^:(?:authority|method|path|scheme)\b/.test(text)) return null;
  const [, head = '', body = ''] = /^(.*?)(?:\r?\n\r?\n(.*))?$/s.exec(text) ?? [];
  const lines = head.split(/\r?\n/).filter((line) => line !== '');
  const pairs = /^:\w+\s*$/.test(lines[0] ?? '') ? alternating(lines) : lines.map(splitAtColon);
  const pseudo = (name: string) => pairs.find(([typed]) => typed === name)?.[1] ?? '';
  const headers = pairs.filter(([name]) => !name.startsWith(':')).map(([name, value]) => `${name}: ${value}`);
  const line = `${pseudo(':method') || 'GET'} ${pseudo(':path') || '/'} HTTP/1.1`;
  return [line, `Host: ${pseudo(':authority')}`, ...headers, '', body].join('\r\n');
}

function alternating(lines: readonly string[]): [string, string][] {
  return lines.flatMap((name, i): [string, string][] =>
    i % 2 === 0 ? [[name.trim(), (lines[i + 1] ?? '').trim()]] : [],
  );
}

/** The first character may be the colon of a pseudo header. */
function splitAtColon(line: string): [string, string] {
  const colon = line.indexOf(':', 1);
  return colon === -1 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

/** Lines of the request begin with `> `; the body is not in such a log. */
function fromVerboseCurl(text: string): string | null {
  const sent = /^> ([A-Z]+ \S+ HTTP\/.*(?:\r?\n> ?.*)*)/m.exec(text)?.[1];
  if (sent === undefined || !/^(?:[*>{}] ?|\s*[%\d])/.test(text)) return null;
  const lines = sent.split(/\r?\n/).map((line) => line.replace(/^> ?/, ''));
  return `${lines.join('\r\n').trimEnd()}\r\n\r\n`;
}

import type { BodyPart } from '../nodes';
import type { Word } from './command';
import { filePart, mergeTexts, textPart } from './payload';

/** One `-F` or `--form-string` argument. */
export interface FormField {
  readonly word: Word;
  /** `--form-string`: `@`, `<` and `;type=` mean nothing. */
  readonly literal: boolean;
}

/** What `curl` takes a file for by its name; anything else is `application/octet-stream`. */
const types: Readonly<Record<string, string>> = {
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  pdf: 'application/pdf',
  xml: 'application/xml',
};

/** A boundary that stands nowhere in the command: longer by one than what looks like it. */
export function boundaryFor(text: string): string {
  const boundary = '------------------------restlink';
  let longest = -1;
  for (const [found] of text.matchAll(/-{24}restlinkx*/g)) longest = Math.max(longest, found.length);
  return longest === -1 ? boundary : boundary.padEnd(longest + 1, 'x');
}

/** The multipart body that `-F` options make. */
export function formBody(fields: readonly FormField[], boundary: string): BodyPart[] {
  const parts: BodyPart[] = [];
  for (const { word, literal } of fields) {
    const { name, content, file, inline, type, filename } = readField(word.value, literal);
    const shownName = filename ?? (file && !inline ? content.replace(/^.*[/\\]/, '') : null);
    const shownType = type ?? (file && !inline ? typeOf(content) : null);
    let head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
    if (shownName !== null) head += `; filename="${quoted(shownName)}"`;
    if (shownType !== null) head += `\r\nContent-Type: ${shownType}`;
    parts.push(textPart(word, `${head}\r\n\r\n`));
    parts.push(file ? filePart(word, content) : textPart(word, content));
    parts.push(textPart(word, '\r\n'));
  }
  const last = fields[fields.length - 1];
  if (last) parts.push(textPart(last.word, `--${boundary}--\r\n`));
  return mergeTexts(parts);
}

interface Field {
  readonly name: string;
  readonly content: string;
  /** `@path` or `<path`. */
  readonly file: boolean;
  /** `<path`: the content of the file without its name. */
  readonly inline: boolean;
  readonly type: string | null;
  readonly filename: string | null;
}

function readField(argument: string, literal: boolean): Field {
  const equals = argument.indexOf('=');
  const name = equals === -1 ? argument : argument.slice(0, equals);
  const value = equals === -1 ? '' : argument.slice(equals + 1);
  if (literal) return { name, content: value, file: false, inline: false, type: null, filename: null };
  const [content = '', ...attributes] = value.split(/;(?=(?:type|filename|encoder|headers)=)/);
  const attribute = (key: string) =>
    attributes.find((text) => text.startsWith(`${key}=`))?.slice(key.length + 1) ?? null;
  const file = content.startsWith('@') || content.startsWith('<');
  const inline = content.startsWith('<');
  const path = file ? unquoted(content.slice(1)) : unquoted(content);
  const filename = attribute('filename');
  return { name, content: path, file, inline, type: attribute('type'), filename: filename && unquoted(filename) };
}

function typeOf(path: string): string {
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return (Object.hasOwn(types, extension) && types[extension]) || 'application/octet-stream';
}

function quoted(text: string): string {
  return text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function unquoted(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text;
}

// Looks for secrets in everything that was written: as they are, and as programs encode them. Written without a look at
// how the product masks them.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Values that must not show, by what they are. */
export type Canaries = Readonly<Record<string, string>>;

/** What is searched for one value. */
interface Form {
  readonly what: string;
  readonly bytes: Buffer;
}

/** Every canary found in these bytes, as `NAME in FORM`; empty when there is none. */
export function findCanaries(bytes: Buffer | string, canaries: Canaries): string[] {
  const searched = Buffer.from(bytes);
  return Object.entries(canaries).flatMap(([name, value]) =>
    formsOf(value)
      .filter((form) => searched.includes(form.bytes))
      .map(({ what }) => `${name} in ${what}`),
  );
}

/** The same for all files below a folder, their names included; each finding begins with the file. */
export function findCanariesBelow(folder: string, canaries: Canaries): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name);
    const inName = findCanaries(name, canaries).map((found) => `name of ${path}: ${found}`);
    if (!statSync(path).isFile()) return inName;
    return [...inName, ...findCanaries(readFileSync(path), canaries).map((found) => `${path}: ${found}`)];
  });
}

function formsOf(value: string): Form[] {
  const bytes = Buffer.from(value, 'utf8');
  const hex = bytes.toString('hex');
  const url = encodeURIComponent(value);
  const json = JSON.stringify(value).slice(1, -1);
  const everyByte = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const texts: [string, string][] = [
    ['plain text', value],
    ['hex', hex],
    ['hex', hex.toUpperCase()],
    ['URL encoding', url],
    ['URL encoding', url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ['URL encoding', url.replaceAll('%20', '+')],
    ['URL encoding', everyByte],
    ['URL encoding', everyByte.toUpperCase()],
    ['JSON', json],
    ['JSON', json.replaceAll('/', '\\/')],
    ['JSON', ascii(json)],
    ['JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['UTF-16', bytes.toString('utf8')],
  ];
  const forms = texts.map(
    ([what, text]): Form => ({
      what,
      bytes: Buffer.from(text, what === 'UTF-16' ? 'utf16le' : 'utf8'),
    }),
  );
  for (const shift of [0, 1, 2]) {
    // With other bytes around it only the middle of the base64 text is certain.
    const padded = Buffer.concat([Buffer.alloc(shift), bytes, Buffer.alloc((3 - ((shift + bytes.length) % 3)) % 3)]);
    const base64 = padded.toString('base64');
    const certain = base64.slice(shift === 0 ? 0 : 4, -4);
    forms.push({ what: `base64 at ${shift}`, bytes: Buffer.from(certain) });
    const base64url = certain.replaceAll('+', '-').replaceAll('/', '_');
    forms.push({ what: `base64url at ${shift}`, bytes: Buffer.from(base64url) });
  }
  return forms;
}

function ascii(text: string): string {
  return text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

import { createHash } from 'node:crypto';
import type { Body } from './body';
import type { Variant } from './draft';
import { type Layout, mapStrings, normalNumber, normalScalar, printJson, sortKeys } from './json-print';
import type { MistakeId } from './mistakes';

/** A body that was changed before or after it was signed (cli: table of `doctor`). */
export function bodyVariants(): Variant[] {
  return [
    ...layoutVariants(),
    change('body-keys-sorted', 'order', 0, ({ json }) => json && sortKeys(json, true)),
    change('body-keys-sorted', 'order', 1, ({ json }) => json && sortKeys(json, false)),
    ...escapeVariants(),
    ...byteVariants(),
    omitted('empty'),
    omitted('left out'),
    change('body-hashed', 'whole', 0, ({ bytes }) => sha256(bytes).toString('hex')),
    change('body-hashed', 'whole', 1, ({ bytes }) => sha256(bytes).toString('hex').toUpperCase()),
    change('body-hashed', 'whole', 1, ({ bytes }) => sha256(bytes).toString('base64')),
  ];
}

function change(
  id: MistakeId,
  slot: string,
  rank: 0 | 1,
  make: (body: Body) => Buffer | string | null,
  name = `${id} ${rank}`,
): Variant {
  return {
    id,
    area: 'body',
    slot,
    rank,
    apply: (draft) => {
      const body = draft.body?.with(name, make) ?? null;
      return body && { ...draft, body };
    },
  };
}

function omitted(how: 'empty' | 'left out'): Variant {
  return {
    id: 'body-omitted',
    area: 'body',
    slot: 'whole',
    rank: 0,
    apply: (draft) => {
      if (how === 'left out') return draft.body && { ...draft, body: null };
      const body = draft.body?.with('omitted', () => Buffer.alloc(0)) ?? null;
      return body && { ...draft, body };
    },
  };
}

const LAYOUTS: readonly (readonly [id: MistakeId, rank: 0 | 1, layout: Layout])[] = [
  ['body-pretty-printed', 0, { colon: ': ', comma: ',', indent: '  ' }],
  ['body-pretty-printed', 0, { colon: ': ', comma: ',', indent: '    ' }],
  ['body-pretty-printed', 1, { colon: ': ', comma: ',', indent: '\t' }],
  ['body-pretty-printed', 1, { colon: ': ', comma: ',', indent: ' ' }],
  ['body-pretty-printed', 1, { colon: ': ', comma: ',', indent: '   ' }],
  ['body-pretty-printed', 1, { colon: ' : ', comma: ',', indent: '  ', flatArrays: true, airyEmpty: true }],
  ['body-minified', 0, { colon: ':', comma: ',', indent: null }],
  ['body-json-spaced', 0, { colon: ': ', comma: ', ', indent: null }],
];

/** Each layout with the values as they stand, and with values that were read and written anew (`1.50` becomes `1.5`). */
function layoutVariants(): Variant[] {
  return LAYOUTS.flatMap(([id, rank, layout], i) => [
    change(id, 'layout', rank, (body) => printed(body, layout, asWritten), `layout ${i}`),
    change(
      id,
      'layout',
      rank,
      // Where the layout is the same, only numbers are a matter of printing; escapes have mistakes of their own.
      (body) =>
        body.json?.hasVariety && printed(body, layout, normalNumber) ? printed(body, layout, normalScalar) : null,
      `layout ${i} anew`,
    ),
  ]);
}

/** Null where that is the same text; blanks around it are no matter of printing. */
function printed({ json }: Body, layout: Layout, scalar: (raw: string) => string): string | null {
  const text = json && printJson(json, layout, scalar);
  return text === json?.text.trim() ? null : text;
}

function asWritten(raw: string): string {
  return raw;
}

/** As some libraries escape what others do not. */
const HTML = /[<>&\u2028\u2029]/g;
const GSON = /[<>&='\u2028\u2029]/g;
const DOTNET = /[<>&'+`\u007f-\uffff]|\\"/g;
const BEYOND_ASCII = /[\u007f-\uffff]/g;

function escapeVariants(): Variant[] {
  const strings = (rank: 0 | 1, name: string, make: (raw: string) => string) =>
    change(
      'body-ascii-escaped',
      'ascii',
      rank,
      ({ json }) => json && mapStrings(json, make),
      `body-ascii-escaped ${name}`,
    );
  const inside = (raw: string, characters: RegExp, make: (character: string) => string) =>
    `"${raw.slice(1, -1).replace(characters, make)}"`;
  return [
    strings(0, 'all', (raw) => inside(raw, BEYOND_ASCII, lower)),
    strings(1, 'capitals', (raw) => inside(raw, BEYOND_ASCII, upper)),
    strings(1, 'dotnet', (raw) => inside(raw, DOTNET, (found) => upper(found.slice(-1)))),
    strings(1, 'html', (raw) => inside(raw, HTML, lower)),
    strings(1, 'gson', (raw) => inside(raw, GSON, lower)),
    // Sent escaped, signed as it reads.
    strings(0, 'none', unescaped),
    change('body-slashes-escaped', 'slashes', 0, ({ json }) => json && mapStrings(json, withSlashes), 'slashes'),
    change('body-slashes-escaped', 'slashes', 0, ({ json }) => json && mapStrings(json, withoutSlashes), 'no slashes'),
  ];
}

function lower(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function upper(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `\/` stays as it is. */
function withSlashes(raw: string): string {
  return raw.replace(/\\.|\//g, (found) => (found === '/' ? '\\/' : found));
}

function withoutSlashes(raw: string): string {
  return raw.replace(/\\./g, (found) => (found === '\\/' ? '/' : found));
}

/** `\u00e9` becomes `é`; what has to be escaped in JSON stays so. */
function unescaped(raw: string): string {
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|.)/g, (all, code: string | undefined) => {
    const character = code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16));
    return character === '' || /["\\\u0000-\u001f]/.test(character) ? all : character;
  });
}

const LINE_BREAK = 0x0a;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

function byteVariants(): Variant[] {
  const latin1 = (make: (text: string) => string) => (body: Body) =>
    body.bytes.includes(LINE_BREAK) ? Buffer.from(make(body.bytes.toString('latin1')), 'latin1') : null;
  return [
    change('body-trailing-newline', 'newline', 0, ({ bytes }) => Buffer.concat([bytes, Buffer.from('\n')]), 'newline'),
    change(
      'body-trailing-newline',
      'newline',
      0,
      latin1((text) => text.replace(/\r?\n$/, '')),
      'no newline',
    ),
    change(
      'body-crlf',
      'crlf',
      0,
      latin1((text) => text.replace(/\r?\n/g, '\r\n')),
      'crlf',
    ),
    change(
      'body-crlf',
      'crlf',
      0,
      latin1((text) => text.replaceAll('\r\n', '\n')),
      'lf',
    ),
    change('body-bom', 'bom', 0, ({ bytes }) => Buffer.concat([BOM, bytes]), 'bom'),
    change('body-bom', 'bom', 0, ({ bytes }) => (startsWith(bytes, BOM) ? bytes.subarray(BOM.length) : null), 'no bom'),
  ];
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

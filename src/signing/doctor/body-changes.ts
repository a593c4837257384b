import { createHash } from 'node:crypto';
import { asciiOnly } from './ascii-only';
import { type Body, withoutLineBreak } from './body';
import type { Variant } from './draft';
import type { Layout } from './json-shape';
import type { MistakeId } from './mistakes';

/** A body that was changed before or after it was signed (cli: table of `doctor`). */
export function bodyVariants(): Variant[] {
  return [
    ...layoutVariants(),
    change('body-keys-sorted', 'order', 0, ({ printed }) => printed?.sorted(true) ?? null),
    change('body-keys-sorted', 'order', 1, ({ printed }) => printed?.sorted(false) ?? null),
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
    change(id, 'layout', rank, ({ printed }) => printed?.asWritten(layout) ?? null, `layout ${i}`),
    change(id, 'layout', rank, ({ printed }) => printed?.asRead(layout) ?? null, `layout ${i} anew`),
  ]);
}

/** A change of the JSON text; none of any other body. */
function ofText(make: (text: string) => Buffer | string | null) {
  return ({ printed }: Body) => printed && make(printed.json.text);
}

/** As some libraries escape what others do not. */
const HTML = /[<>&\u2028\u2029]/g;
const GSON = /[<>&='\u2028\u2029]/g;
const DOTNET = '<>&\'+`"';

function escapeVariants(): Variant[] {
  const strings = (rank: 0 | 1, name: string, make: (text: string) => Buffer | string | null) =>
    change('body-ascii-escaped', 'ascii', rank, ofText(make), `body-ascii-escaped ${name}`);
  const slashes = (name: string, make: (text: string) => string | null) =>
    change('body-slashes-escaped', 'slashes', 0, ofText(make), name);
  return [
    strings(0, 'all', (text) => asciiOnly(text, 'lower')),
    strings(1, 'capitals', (text) => asciiOnly(text, 'upper')),
    strings(1, 'dotnet', (text) => asciiOnly(text, 'upper', DOTNET)),
    // These stand nowhere but in strings.
    strings(1, 'html', (text) => (text.search(HTML) < 0 ? null : text.replace(HTML, lower))),
    strings(1, 'gson', (text) => (text.search(GSON) < 0 ? null : text.replace(GSON, lower))),
    // Sent escaped, signed as it reads.
    strings(0, 'none', (text) => (text.includes('\\u') ? unescaped(text) : null)),
    slashes('slashes', (text) => (text.includes('/') ? withSlashes(text) : null)),
    slashes('no slashes', (text) => (text.includes('\\/') ? withoutSlashes(text) : null)),
  ];
}

function lower(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `\/` stays as it is. */
function withSlashes(text: string): string {
  return text.replace(/\\.|\//g, (found) => (found === '/' ? '\\/' : found));
}

function withoutSlashes(text: string): string {
  return text.replace(/\\./g, (found) => (found === '\\/' ? '/' : found));
}

/** `\u00e9` becomes `é`; what has to be escaped in JSON stays so. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|.)/g, (all, code: string | undefined) => {
    const character = code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16));
    return character === '' || /["\\\u0000-\u001f]/.test(character) ? all : character;
  });
}

const LINE_BREAK = 0x0a;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

function byteVariants(): Variant[] {
  const latin1 = (make: (text: string) => string) => (body: Body) => {
    const { bytes } = body;
    return bytes.includes(LINE_BREAK) ? Buffer.from(make(bytes.toString('latin1')), 'latin1') : null;
  };
  return [
    change('body-trailing-newline', 'newline', 0, ({ bytes }) => Buffer.concat([bytes, Buffer.from('\n')]), 'newline'),
    change('body-trailing-newline', 'newline', 0, ({ bytes }) => withoutLineBreak(bytes), 'no newline'),
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

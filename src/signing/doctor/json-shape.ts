import type { JsonMember, JsonPart, JsonText } from './json-text';

/** More than any depth of a text that is taken apart. */
const DEEPEST = 256;

/** How a library prints JSON. */
export interface Layout {
  readonly colon: string;
  /** Between the parts of a list on one line; unused where `indent` is set. */
  readonly comma: string;
  /** One step of indentation of objects, or null for one line. */
  readonly indent: string | null;
  /** Arrays stay on one line, with blanks inside their brackets (Jackson). */
  readonly flatArrays?: true;
  /** Blanks inside empty brackets (Jackson). */
  readonly airyEmpty?: true;
}

/** A mark between two values: a sign, with how deep it stands among all lists, and among objects alone. */
type Mark = readonly [
  sign: '{' | '}' | '[' | ']' | 'between members' | 'between items' | '{}' | '[]' | ':',
  number,
  number,
];

/** A JSON text as its values and names, and what stands between them; the latter in few forms, however many values there are. */
export interface JsonShape {
  /** As they stand, in their order. */
  readonly scalars: readonly string[];
  /** The form of what stands before each scalar, and behind the last. */
  readonly gaps: readonly number[];
  readonly forms: readonly (readonly Mark[])[];
}

/** The marks since the last scalar; each way to go on leads to one other place, so that the same form is the same place. */
interface Place {
  readonly marks: readonly Mark[];
  readonly next: Map<number, Place>;
  /** Its number among the forms, once it is one. */
  form: number | null;
}

const SIGNS: readonly Mark[0][] = ['{', '}', '[', ']', 'between members', 'between items', '{}', '[]', ':'];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY, MEMBERS, ITEMS, NO_MEMBERS, NO_ITEMS, COLON] = SIGNS.keys();

/** Takes the shape of a JSON text. */
export function shapeOf({ text, root }: JsonText): JsonShape {
  const scalars: string[] = [];
  const gaps: number[] = [];
  const forms: (readonly Mark[])[] = [];
  const start: Place = { marks: [], next: new Map(), form: null };
  let place = start;
  const mark = (sign: number | undefined, depth: number, objects: number) => {
    const code = ((sign ?? 0) * DEEPEST + depth) * DEEPEST + objects;
    let next = place.next.get(code);
    if (!next) {
      const added: Mark = [SIGNS[sign ?? 0] ?? '{', depth, objects];
      next = { marks: [...place.marks, added], next: new Map(), form: null };
      place.next.set(code, next);
    }
    place = next;
  };
  const end = () => {
    place.form ??= forms.push(place.marks) - 1;
    gaps.push(place.form);
    place = start;
  };
  const scalar = (from: number, to: number) => {
    end();
    scalars.push(text.slice(from, to));
  };
  const walk = (part: JsonPart, depth: number, objects: number): void => {
    if (part.kind === 'scalar') scalar(part.start, part.end);
    else if (part.kind === 'array') {
      const { items } = part;
      mark(items.length === 0 ? NO_ITEMS : OPEN_ARRAY, depth, objects);
      for (let i = 0; i < items.length; i++) {
        if (i > 0) mark(ITEMS, depth, objects);
        walk(items[i] as JsonPart, depth + 1, objects);
      }
      if (items.length > 0) mark(CLOSE_ARRAY, depth, objects);
    } else {
      const { members } = part;
      mark(members.length === 0 ? NO_MEMBERS : OPEN_OBJECT, depth, objects);
      for (let i = 0; i < members.length; i++) {
        const { start: from, keyEnd, value } = members[i] as JsonMember;
        if (i > 0) mark(MEMBERS, depth, objects);
        scalar(from, keyEnd);
        mark(COLON, depth, objects);
        walk(value, depth + 1, objects + 1);
      }
      if (members.length > 0) mark(CLOSE_OBJECT, depth, objects);
    }
  };
  walk(root, 0, 0);
  end();
  return { scalars, gaps, forms };
}

/**
 * Prints a JSON text anew.
 * @param scalars its values and names as they are to be written
 */
export function printJson({ gaps, forms }: JsonShape, layout: Layout, scalars: readonly string[]): string {
  const between = forms.map((marks) => marks.map((mark) => written(mark, layout)).join(''));
  const pieces: string[] = [];
  for (let i = 0; i < gaps.length; i++) pieces.push(between[gaps[i] ?? 0] ?? '', scalars[i] ?? '');
  return pieces.join('');
}

function written([sign, all, objects]: Mark, layout: Layout): string {
  const { colon, comma, indent, flatArrays = false, airyEmpty = false } = layout;
  const depth = flatArrays ? objects : all;
  const line = (deeper: number) => (indent === null ? '' : `\n${indent.repeat(depth + deeper)}`);
  const isFlat = flatArrays && indent !== null;
  switch (sign) {
    case ':':
      return colon;
    case '{}':
    case '[]':
      return airyEmpty ? [...sign].join(' ') : sign;
    case '{':
      return `{${line(1)}`;
    case '[':
      return isFlat ? '[ ' : `[${line(1)}`;
    case '}':
      return `${line(0)}}`;
    case ']':
      return isFlat ? ' ]' : `${line(0)}]`;
    case 'between items':
      return indent === null ? comma : isFlat ? ', ' : `,${line(1)}`;
    case 'between members':
      return indent === null ? comma : `,${line(1)}`;
  }
}

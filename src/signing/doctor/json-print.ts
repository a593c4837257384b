import type { JsonMember, JsonPart, JsonText } from './json-text';

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

/**
 * Prints a JSON text anew.
 * @param scalar writes a value or a key, given as it stands
 */
export function printJson({ text, root }: JsonText, layout: Layout, scalar: (raw: string) => string): string {
  const { colon, comma, indent, flatArrays = false, airyEmpty = false } = layout;
  const list = (open: string, close: string, parts: readonly string[], depth: number, onOneLine: boolean): string => {
    if (parts.length === 0) return airyEmpty ? `${open} ${close}` : open + close;
    if (indent === null) return open + parts.join(comma) + close;
    if (onOneLine) return `${open} ${parts.join(', ')} ${close}`;
    const inner = `\n${indent.repeat(depth + 1)}`;
    return `${open}${inner}${parts.join(`,${inner}`)}\n${indent.repeat(depth)}${close}`;
  };
  const print = (part: JsonPart, depth: number): string => {
    if (part.kind === 'scalar') return scalar(text.slice(part.start, part.end));
    if (part.kind === 'array') {
      const items = part.items.map((item) => print(item, flatArrays ? depth : depth + 1));
      return list('[', ']', items, depth, flatArrays);
    }
    const members = part.members.map(
      ({ start, keyEnd, value }) => scalar(text.slice(start, keyEnd)) + colon + print(value, depth + 1),
    );
    return list('{', '}', members, depth, false);
  };
  return print(root, 0);
}

/**
 * The same text with the members of objects in the order of their names; blanks stay where they are, so that a printed
 * layout stays what it is.
 * @param deep false: only those of the outermost object
 */
export function sortKeys({ text, root }: JsonText, deep: boolean): string {
  const sorted = (part: JsonPart, sorting: boolean): string => {
    if (part.kind === 'scalar') return text.slice(part.start, part.end);
    const inner = sorting && (deep || part.kind === 'array');
    if (part.kind === 'array')
      return filled(
        part,
        part.items,
        part.items.map((item) => sorted(item, inner)),
      );
    const ordered = sorting ? byKey(part.members) : part.members;
    return filled(
      part,
      part.members.map(({ start, value }) => ({ start, end: value.end })),
      ordered.map(({ start, value }) => text.slice(start, value.start) + sorted(value, inner)),
    );
  };
  const filled = (
    whole: { readonly start: number; readonly end: number },
    places: readonly { readonly start: number; readonly end: number }[],
    parts: readonly string[],
  ): string => {
    let result = '';
    let at = whole.start;
    places.forEach(({ start, end }, i) => {
      result += text.slice(at, start) + (parts[i] ?? '');
      at = end;
    });
    return result + text.slice(at, whole.end);
  };
  const keyOf = ({ start, keyEnd }: JsonMember) => String(JSON.parse(text.slice(start, keyEnd)));
  const byKey = (members: readonly JsonMember[]) =>
    members
      .map((member) => ({ key: keyOf(member), member }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ member }) => member);
  return text.slice(0, root.start) + sorted(root, true) + text.slice(root.end);
}

/** A scalar as `JSON.stringify` writes it; whole numbers keep their digits, however many. */
export function normalScalar(raw: string): string {
  return raw.startsWith('"') ? JSON.stringify(JSON.parse(raw)) : normalNumber(raw);
}

/** A number as `JSON.stringify` writes it; anything else as it stands. */
export function normalNumber(raw: string): string {
  return /^-?\d+$/.test(raw) || !/^-?\d/.test(raw) ? raw : String(Number(raw));
}

/**
 * Changes the strings of a JSON text, and the names of members, as they are written.
 * @param change gets them with their quotes
 */
export function mapStrings({ text, root }: JsonText, change: (raw: string) => string): string {
  const pieces: string[] = [];
  let at = 0;
  const replace = (start: number, end: number) => {
    pieces.push(text.slice(at, start), change(text.slice(start, end)));
    at = end;
  };
  const walk = (part: JsonPart): void => {
    if (part.kind === 'array') for (const item of part.items) walk(item);
    else if (part.kind === 'scalar') {
      if (text.charAt(part.start) === '"') replace(part.start, part.end);
    } else {
      for (const { start, keyEnd, value } of part.members) {
        replace(start, keyEnd);
        walk(value);
      }
    }
  };
  walk(root);
  return pieces.join('') + text.slice(at);
}

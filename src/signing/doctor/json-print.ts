import type { JsonMember, JsonPart, JsonText } from './json-text';

/**
 * The same text with the members of objects in the order of their names; blanks stay where they are, so that a printed
 * layout stays what it is.
 * @param deep false: only those of the outermost object
 */
export function sortKeys({ text, root }: JsonText, deep: boolean): string {
  const pieces: string[] = [];
  const sort = (part: JsonPart, sorting: boolean): void => {
    if (part.kind === 'scalar' || !sorting) {
      pieces.push(text.slice(part.start, part.end));
      return;
    }
    let at = part.start;
    if (part.kind === 'array') {
      for (const item of part.items) {
        pieces.push(text.slice(at, item.start));
        sort(item, true);
        at = item.end;
      }
    } else {
      const ordered = byKey(part.members, text);
      part.members.forEach((member, i) => {
        const { start, value } = ordered[i] ?? member;
        pieces.push(text.slice(at, member.start), text.slice(start, value.start));
        sort(value, deep);
        at = member.value.end;
      });
    }
    pieces.push(text.slice(at, part.end));
  };
  pieces.push(text.slice(0, root.start));
  sort(root, true);
  pieces.push(text.slice(root.end));
  return pieces.join('');
}

function byKey(members: readonly JsonMember[], text: string): readonly JsonMember[] {
  const keys = members.map(({ start, keyEnd }) => {
    const raw = text.slice(start, keyEnd);
    return raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
  });
  if (keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') <= key)) return members;
  return members
    .map((member, i) => ({ key: keys[i] ?? '', member }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ member }) => member);
}

/** A scalar as `JSON.stringify` writes it; whole numbers keep their digits, however many. */
export function normalScalar(raw: string): string {
  if (!raw.startsWith('"')) return normalNumber(raw);
  return raw.includes('\\') ? JSON.stringify(JSON.parse(raw)) : raw;
}

/** A number as `JSON.stringify` writes it; anything else as it stands. */
export function normalNumber(raw: string): string {
  return /^-?\d+$/.test(raw) || !/^-?\d/.test(raw) ? raw : String(Number(raw));
}

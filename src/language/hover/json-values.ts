import { type Span, variableReferences } from '../../http';

/** A string or variable in a JSON text, with its place: names and indices from the root on. */
export interface JsonValue extends Span {
  readonly path: readonly (string | number)[];
  readonly kind: 'string' | 'variable' | 'other';
}

interface Open {
  readonly isArray: boolean;
  /** Name of the member, or index of the item, that is being read. */
  at: string | number;
  /** In an object: whether a name comes next. */
  atName: boolean;
}

/** Quoted string, tolerant: it ends with its line. */
const TOKEN = /[[\]{},:]|"(?:[^"\\\r\n]|\\.)*"?|[^\s[\]{},:"]+/y;

/**
 * The values of a JSON text that may be unfinished and hold variables, which are values outside of strings and part of
 * them inside. Objects and arrays are not values themselves.
 */
export function jsonValues(text: string): JsonValue[] {
  const variables = new Map(variableReferences(text).map((reference) => [reference.start, reference.end]));
  const found: JsonValue[] = [];
  const open: Open[] = [];
  for (let at = 0; at < text.length; ) {
    const end = variables.get(at) ?? tokenEnd(text, at, variables);
    const token = text.slice(at, end);
    const kind = variables.has(at) ? 'variable' : token.startsWith('"') ? 'string' : 'other';
    const inside = open[open.length - 1];
    if (kind === 'other' && /^[[\]{},:\s]/.test(token)) step(token, open, inside);
    else if (inside?.atName) inside.at = kind === 'string' ? unquoted(token) : token;
    else found.push({ path: open.map((level) => level.at), start: at, end, kind });
    at = end;
  }
  return found;
}

function step(token: string, open: Open[], inside: Open | undefined): void {
  if (token === '{') open.push({ isArray: false, at: '', atName: true });
  else if (token === '[') open.push({ isArray: true, at: 0, atName: false });
  else if (token === ']' || token === '}') open.pop();
  else if (token === ':' && inside) inside.atName = false;
  else if (token === ',' && inside) {
    if (typeof inside.at === 'number') inside.at++;
    inside.atName = !inside.isArray;
  }
}

/** Behind the token, or the character, that starts at an offset. Quotes within a variable do not end a string. */
function tokenEnd(text: string, at: number, variables: ReadonlyMap<number, number>): number {
  if (text[at] === '"') return stringEnd(text, at + 1, variables);
  TOKEN.lastIndex = at;
  const found = TOKEN.exec(text)?.[0].length ?? 1;
  for (let end = at + 1; end < at + found; end++) if (variables.has(end)) return end;
  return at + found;
}

function stringEnd(text: string, from: number, variables: ReadonlyMap<number, number>): number {
  for (let at = from; at < text.length; ) {
    const char = text[at];
    if (char === '"') return at + 1;
    if (char === '\n' || char === '\r') return at;
    at = variables.get(at) ?? at + (char === '\\' ? 2 : 1);
  }
  return text.length;
}

function unquoted(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.replaceAll('"', '');
  }
}

import type { Span } from '../nodes';

/** `{{name}}`, `{{ name }}` or `{{%name}}` in a text. */
export interface VariableReference extends Span {
  /** What stands between the braces, trimmed, without `%`: a name, or a system variable with its arguments. */
  readonly name: string;
  readonly nameSpan: Span;
  /** `{{%name}}`: the value is percent-encoded. */
  readonly encoded: boolean;
}

/**
 * Finds the variables of a text. `{{` without `}}` on the same line is no variable, and empty braces are none either;
 * of more than two opening braces the last two count, so that `{"a":{{{b}}}}` holds `{{b}}`.
 * @param from where to begin
 * @param to where to stop; a reference must lie before it as a whole
 * @param most the first ones only
 */
export function variableReferences(
  text: string,
  from = 0,
  to = text.length,
  most = Number.POSITIVE_INFINITY,
): VariableReference[] {
  const found: VariableReference[] = [];
  let at = from;
  let close = -1;
  while (found.length < most) {
    const open = text.indexOf('{{', at);
    if (open === -1 || open + 2 > to) return found;
    if (close < open + 2) close = text.indexOf('}}', open + 2);
    if (close === -1 || close + 2 > to) return found;
    const start = text.lastIndexOf('{{', close - 2);
    const inner = text.slice(start + 2, close);
    const name = inner.trim();
    if (name === '' || name === '%' || /[\r\n]/.test(inner)) {
      at = Math.max(start, open) + 2;
      continue;
    }
    const nameStart = start + 2 + inner.indexOf(name);
    found.push(referenceOf(start, close + 2, nameStart, name));
    at = close + 2;
  }
  return found;
}

function referenceOf(start: number, end: number, nameStart: number, inner: string): VariableReference {
  const encoded = inner.startsWith('%');
  const name = encoded ? inner.slice(1).trimStart() : inner;
  const nameEnd = nameStart + inner.length;
  return { start, end, name, nameSpan: { start: nameEnd - name.length, end: nameEnd }, encoded };
}

/** Replaces each variable of a text by what `replace` gives; undefined leaves it as it stands. */
export function replaceReferences(text: string, replace: (reference: VariableReference) => string | undefined): string {
  let result = '';
  let at = 0;
  for (const reference of variableReferences(text)) {
    const value = replace(reference);
    if (value === undefined) continue;
    result += text.slice(at, reference.start) + value;
    at = reference.end;
  }
  return result + text.slice(at);
}

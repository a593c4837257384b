import type { ASTNode, ObjectASTNode } from 'vscode-json-languageservice';
import type { Fix, TextEdit } from '../model';
import type { BodyText } from './body-text';

// Offsets of the JSON tree are offsets in the text of the body; edits are made for the document.

/** Puts members with sample values behind the last member of an object, in the way the object is written. */
export function insertMembers(
  body: BodyText,
  object: ObjectASTNode,
  members: readonly (readonly [name: string, sample: unknown])[],
  eol: string,
): Fix {
  const { text } = body;
  const pairs = members.map(([name, sample]) => `${JSON.stringify(name)}: ${JSON.stringify(sample) ?? 'null'}`);
  const first = object.properties[0];
  const last = object.properties[object.properties.length - 1];
  const close = object.offset + object.length - 1;
  const names = members.map(([name]) => `"${name}"`).join(', ');
  const title = { code: 'json.fix.insertMissing', args: { names } } as const;
  if (!first || !last) {
    const outer = indentAt(text, object.offset);
    const inner = pairs.map((pair) => `${eol}${outer}  ${pair}`).join(',');
    return { title, edits: [edit(body, object.offset + 1, close, `${inner}${eol}${outer}`)], preferred: true };
  }
  const isOnOwnLine = text.slice(object.offset, first.offset).includes('\n');
  const joint = isOnOwnLine ? `,${eol}${indentAt(text, first.offset)}` : ', ';
  const end = last.offset + last.length;
  return { title, edits: [edit(body, end, end, pairs.map((pair) => joint + pair).join(''))], preferred: true };
}

/** Writes another text in the place of a name or a text value. */
export function replaceText(
  body: BodyText,
  node: ASTNode,
  text: string,
  code: 'json.fix.rename' | 'json.fix.choice',
): Fix {
  const args = code === 'json.fix.rename' ? { name: text } : { value: JSON.stringify(text) };
  return {
    title: { code, args },
    edits: [edit(body, node.offset, node.offset + node.length, JSON.stringify(text))],
    preferred: true,
  };
}

/** Takes a member out, with the comma that then stands too much. */
export function removeMember(body: BodyText, key: ASTNode): Fix | null {
  const member = key.parent;
  const object = member?.parent;
  if (member?.type !== 'property' || object?.type !== 'object') return null;
  const at = object.properties.indexOf(member);
  const before = object.properties[at - 1];
  const after = object.properties[at + 1];
  const end = member.offset + member.length;
  const edits = before
    ? [edit(body, before.offset + before.length, end, '')]
    : [edit(body, member.offset, after?.offset ?? end, '')];
  const name = body.text.slice(key.offset + 1, key.offset + key.length - 1);
  return { title: { code: 'json.fix.remove', args: { name } }, edits, preferred: false };
}

/** Takes out a comma that stands before a closing bracket. */
export function removeComma(body: BodyText, at: number): Fix {
  return { title: { code: 'json.fix.trailingComma' }, edits: [edit(body, at, at + 1, '')], preferred: true };
}

/** Puts a comma behind what stands before a place. */
export function insertComma(body: BodyText, at: number): Fix {
  const end = body.text.slice(0, at).trimEnd().length;
  return { title: { code: 'json.fix.comma' }, edits: [edit(body, end, end, ',')], preferred: true };
}

function edit(body: BodyText, start: number, end: number, text: string): TextEdit {
  return { start: body.toDocument(start), end: body.toDocument(end), text };
}

function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))?.[0] ?? '';
}

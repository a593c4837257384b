import {
  type ASTNode,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
} from 'vscode-json-languageservice';
import type { Span } from '../../http';
import type { Completion } from '../model';
import type { BodyText } from './body-text';
import { schemaAt } from './schema-at';
import type { BodyPlace, BodyService, ReadBody } from './service';

/**
 * Members and values of a JSON body that the API description knows. Nothing inside of a text that may be anything, such
 * as a message, nothing inside of a variable, and nothing right behind a value.
 */
export async function bodyCompletions(
  { body, masked, endpoint, at }: BodyPlace,
  { service, schemaOf, read }: BodyService,
): Promise<Completion[]> {
  const schema = schemaOf(endpoint);
  if (!schema || isInVariable(body.text, at)) return [];
  const made = read(masked.text, endpoint);
  const node = made.json.getNodeFromOffset(at, true);
  if (node && isBehind(node, masked.text, at)) return [];
  if (node && isFreeText(node, at) && !schemaAt(schema, node)?.enum) return [];
  const list = await service.doComplete(made.document, made.document.positionAt(at), made.json);
  return proposals(list, made, body, node);
}

/** Whether a place lies behind a `{{` of its line that is not closed before it: JSON has no two braces in a row. */
function isInVariable(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return line.lastIndexOf('{{') > line.lastIndexOf('}}');
}

/** Whether a place lies right behind a value or name that is complete. */
function isBehind({ type, offset, length }: ASTNode, text: string, at: number): boolean {
  if (at !== offset + length || length < 2) return false;
  const last = text.charAt(at - 1);
  return (type === 'string' && last === '"') || last === ']' || last === '}';
}

/** Whether a place lies inside of a text that is a value. */
function isFreeText({ type, parent, offset, length }: ASTNode, at: number): boolean {
  if (type !== 'string' || at <= offset || at > offset + length) return false;
  return parent?.type !== 'property' || parent.keyNode.offset !== offset;
}

/** Text values that a list has already, but for the one at the cursor. */
function presentIn(node: ASTNode | undefined): string[] {
  const list = node?.type === 'array' ? node : node?.parent;
  if (list?.type !== 'array') return [];
  return list.items.flatMap((item) => (item !== node && item.type === 'string' ? [JSON.stringify(item.value)] : []));
}

function proposals(
  list: CompletionList | null,
  { document }: ReadBody,
  body: BodyText,
  node: ASTNode | undefined,
): Completion[] {
  const present = presentIn(node);
  return (list?.items ?? []).flatMap((item, index) => {
    const edit = item.textEdit;
    if (!edit || !('range' in edit) || item.label === '$schema' || present.includes(item.label)) return [];
    const start = document.offsetAt(edit.range.start);
    const end = document.offsetAt(edit.range.end);
    // A backslash at the end of a line takes the next one into the text.
    if (body.text.slice(start, end).includes('\n')) return [];
    const replace = { start: body.toDocument(start), end: body.toDocument(end) };
    return [proposal(item, index, replace, edit.newText)];
  });
}

function proposal(item: CompletionItem, index: number, replace: Span, text: string): Completion {
  const isMember = item.kind === CompletionItemKind.Property;
  const { documentation } = item;
  const isSnippet = /\$(?:\d|\{)/.test(text.replace(/\\./g, ''));
  // The service gives each entry of a list a line of its own, which one entry does not need.
  const inline = text.replace(/\[\n\t("[^\n]*")\n\]/, '[$1]');
  return {
    label: item.label,
    detail: isMember ? (item.detail ?? '') : '',
    documentation: typeof documentation === 'string' ? documentation : (documentation?.value ?? ''),
    kind: isMember ? 'member' : 'value',
    replace,
    insert: isSnippet ? inline : inline.replace(/\\([\\$}])/g, '$1'),
    isSnippet,
    filter: item.filterText ?? null,
    sort: item.sortText ?? `2${String(index).padStart(3, '0')}`,
    again: item.command !== undefined || item.label === '[]' || text.includes('[$1]'),
    deprecated: false,
    also: [],
  };
}

import type { BlockNode, RequestNode, Span, VariableNode } from '../../http';
import type { OutlineItem } from '../model';

/** No row of an outline shows more; targets and values can be megabytes. */
const MAX_LENGTH = 120;

/**
 * Rows of the outline for one block, in the order of the text: its requests, its variables, and its title where it has
 * one but no request. They depend on nothing outside of the block.
 */
export function outlineOf(block: BlockNode): readonly OutlineItem[] {
  const items: OutlineItem[] = block.requests.map(requestItem);
  for (const variable of block.variables) items.push(variableItem(variable));
  if (block.requests.length === 0) {
    const section = sectionItem(block);
    if (section) items.push(section);
  }
  return items.length > 1 ? items.sort((a, b) => a.start - b.start) : items;
}

function requestItem(request: RequestNode): OutlineItem {
  const { separator, requestLine, directives, contentEnd } = request;
  const line = shortLine(requestLine.method, requestLine.target);
  const label = cut(request.title || request.name || line);
  const start = Math.min(separator?.start ?? requestLine.start, directives[0]?.start ?? requestLine.start);
  const selection = request.title && separator ? separator.titleSpan : requestLine;
  return {
    kind: 'request',
    label,
    detail: label === line ? '' : line,
    start,
    end: Math.max(contentEnd, requestLine.end),
    selection: { start: selection.start, end: selection.end },
  };
}

function variableItem({ start, end, name, value, nameSpan }: VariableNode): OutlineItem {
  return { kind: 'variable', label: cut(name), detail: cut(value), start, end, selection: nameSpan };
}

function sectionItem({ separator, comments, scripts, variables }: BlockNode): OutlineItem | null {
  if (!separator || separator.title === '') return null;
  const { start, title, titleSpan } = separator;
  const end = Math.max(
    separator.end,
    ...[comments, scripts, variables].map((nodes: readonly Span[]) => nodes.at(-1)?.end ?? 0),
  );
  return { kind: 'section', label: cut(title), detail: '', start, end, selection: titleSpan };
}

/** `GET /api/v1/sms/stats`: without origin, leading variable and query. */
export function shortLine(method: string, target: string): string {
  const start =
    /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*|\{\{[^{}]*\}\})(?=[/?#])/i.exec(target.slice(0, 1000))?.[0].length ?? 0;
  const path = target.slice(start, start + 2 * MAX_LENGTH).split(/[?#]/, 1)[0] || '/';
  return cut(`${method} ${target === '' ? '' : path}`.trimEnd());
}

function cut(text: string): string {
  const line = text.slice(0, 2 * MAX_LENGTH).replace(/\s+/g, ' ');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}

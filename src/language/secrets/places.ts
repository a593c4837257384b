import type { BlockNode, RequestNode, Span } from '../../http';
import { lastStarting } from '../variables/place';
import type { LiteralSecret } from './literal';

/** What a place of a block belongs to. */
export interface Place {
  readonly place: LiteralSecret['place'];
  readonly name: string;
}

interface Stretch extends Span, Place {}

/** Finds out for many offsets of one block where they lie; the ranges are collected when the first is asked for. */
export class Places {
  private stretches: readonly Stretch[] | null = null;

  /** @param text of the block */
  constructor(
    private readonly text: string,
    private readonly block: BlockNode,
  ) {}

  /** Null for a place that holds no value, such as the name of a variable. */
  of(offset: number): Place | null {
    this.stretches ??= stretchesOf(this.block);
    const found = this.stretches[lastStarting(this.stretches, offset)];
    if (!found || offset >= found.end) return { place: 'comment', name: '' };
    if (found.place === 'variable' && found.name === '') return null;
    if (found.name !== '' || (found.place !== 'body' && found.place !== 'url')) return found;
    return { place: found.place, name: this.nameBefore(offset - this.block.start) };
  }

  /** The member, field or parameter that a value belongs to. */
  private nameBefore(at: number): string {
    const before = this.text.slice(Math.max(at - 80, 0), at);
    return /([\w.-]+)(?:=|\\?"[ \t]*:[ \t]*\\?")$/.exec(before)?.[1] ?? '';
  }
}

/** Without overlaps, in order. */
function stretchesOf({ separator, comments, scripts, variables, requests }: BlockNode): readonly Stretch[] {
  const found: Stretch[] = [];
  const add = ({ start, end }: Span, place: Place['place'], name = '') => found.push({ start, end, place, name });
  if (separator) add(separator, 'comment');
  for (const comment of comments) add(comment, 'comment');
  for (const script of scripts) add(script, 'script');
  for (const { name, nameSpan, valueSpan } of variables) {
    add(nameSpan, 'variable');
    add(valueSpan, 'variable', name);
  }
  for (const request of requests) addRequest(request, add);
  return flat(found);
}

function addRequest(
  { directives, requestLine, headers, droppedHeaders, badHeaders, body, scripts, comments }: RequestNode,
  add: (span: Span, place: Place['place'], name?: string) => void,
): void {
  for (const { start, end, key } of directives) add({ start, end }, 'directive', key);
  add(requestLine, 'url');
  for (const { start, end, name } of headers) add({ start, end }, 'header', name);
  for (const { start, end, name } of droppedHeaders) add({ start, end }, 'header', name);
  for (const bad of badHeaders) add(bad, 'header');
  if (body) add(body, 'body');
  for (const comment of [...comments, ...(body?.comments ?? [])]) add(comment, 'comment');
  for (const script of scripts) add(script, 'script');
}

/** Cuts ranges so that of those that overlap, as the arguments of `curl` do with its line, the innermost counts. */
function flat(found: readonly Stretch[]): readonly Stretch[] {
  const ordered = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Stretch[] = [];
  const open: Stretch[] = [];
  let at = 0;
  const upTo = (end: number) => {
    for (let top = open[open.length - 1]; top; top = open[open.length - 1]) {
      const to = Math.min(top.end, end);
      if (to > at) result.push({ ...top, start: at, end: to });
      at = Math.max(at, to);
      if (top.end > end) return;
      open.pop();
    }
  };
  for (const stretch of ordered) {
    upTo(stretch.start);
    at = Math.max(at, stretch.start);
    open.push(stretch);
  }
  upTo(Number.POSITIVE_INFINITY);
  return result;
}

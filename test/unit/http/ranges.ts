import assert from 'node:assert/strict';
import type { HttpFile, Span } from '../../../src/http';

/** Blocks tile the text, and requests tile their block. */
export function checkTiling(file: HttpFile): void {
  let at = 0;
  for (const block of file.blocks) {
    assert.equal(block.start, at);
    at = block.end;
    let within = block.start;
    for (const request of block.requests) {
      assert.equal(request.start, within);
      within = request.end;
    }
    if (block.requests.length > 0) assert.equal(within, block.end);
  }
  assert.equal(at, file.text.length);
}

/** Every object with a range lies within its parent. */
export function checkRanges(node: unknown, outer: Span): void {
  if (typeof node !== 'object' || node === null) return;
  let span = outer;
  if ('start' in node && 'end' in node) {
    span = { start: Number(node.start), end: Number(node.end) };
    const isWithin = span.start <= span.end && outer.start <= span.start && span.end <= outer.end;
    if (!isWithin) assert.fail(JSON.stringify(node));
  }
  for (const name of members(node)) checkRanges(Reflect.get(node, name), span);
}

/** Names of the fields of a node, and of its getters. */
function members(node: object): string[] {
  const prototype = Object.getPrototypeOf(node);
  const getters = prototype === Object.prototype || Array.isArray(node) ? [] : Object.getOwnPropertyNames(prototype);
  return [...Object.keys(node), ...getters.filter((name) => typeof Reflect.get(node, name) !== 'function')];
}

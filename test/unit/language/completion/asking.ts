import assert from 'node:assert/strict';
import { createResolver, type HttpFile, parse, type RequestNode, type VariableContext } from '../../../../src/http';
import { completionsAt } from '../../../../src/language';
import type { Completion, KnownCredential, Surroundings } from '../../../../src/language/model';
import { sentence } from '../../../../src/messages';

export const ORIGIN = 'https://restlink23telecom.com';

/** What a test says of the surroundings; everything else is as in a new window. */
export interface Given {
  readonly variables?: Partial<VariableContext>;
  readonly credentials?: readonly KnownCredential[];
  readonly environment?: string;
}

/** Surroundings at a fixed time, bound to the service's own origin. */
export function surroundings({ variables = {}, credentials = [], environment }: Given = {}): Surroundings {
  let drawn = 0;
  const context: VariableContext = {
    overrides: new Map(),
    prompts: new Map(),
    environment: new Map(),
    fallback: new Map([['baseUrl', ORIGIN]]),
    now: () => new Date('2026-02-13T10:30:00.123Z'),
    randomBytes: (count) => new Uint8Array(count).fill(++drawn),
    processEnv: () => undefined,
    dotenv: () => undefined,
    requestValue: () => undefined,
    ...variables,
  };
  return {
    variables: context,
    environment: environment ?? null,
    credentials,
    ourTarget: (file, request) => targetOf(file, request, context),
    hasBodyFile: () => undefined,
    isSecret: (name) => /secret|token|password/i.test(name),
    isPublic: () => false,
  };
}

function targetOf(file: HttpFile, request: RequestNode, context: VariableContext): URL | null {
  const { text } = createResolver(file, request, context).substitute(request.requestLine.target);
  try {
    const url = new URL(text.startsWith('{{') ? 'unknown:' : text, ORIGIN);
    return url.origin === ORIGIN || url.hostname === '127.0.0.1' ? url : null;
  } catch {
    return null;
  }
}

/** A text with a `|` where the cursor stands. */
export function atCursor(marked: string): { file: HttpFile; text: string; offset: number } {
  const offset = marked.indexOf('|');
  assert.notEqual(offset, -1, 'the text has no cursor');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { file: parse(text), text, offset };
}

/** What is proposed at the `|` of a text, in the order in which it is shown. */
export function proposed(marked: string, given: Given = {}): Completion[] {
  const { file, offset } = atCursor(marked);
  const found = completionsAt(file, offset, surroundings(given), sentence);
  return [...found].sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
}

export function labels(marked: string, given: Given = {}): string[] {
  return proposed(marked, given).map(({ label }) => label);
}

/** The proposal with this label. */
export function one(marked: string, label: string, given: Given = {}): Completion {
  const found = proposed(marked, given).find((completion) => completion.label === label);
  assert.ok(found, `${label} is not among ${labels(marked, given).join(', ')}`);
  return found;
}

/** The text after a proposal is taken: of a snippet, `‹1:text›` are the places to type over. */
export function taken(marked: string, label: string, given: Given = {}): string {
  return applied(atCursor(marked).text, one(marked, label, given));
}

export function applied(text: string, { replace, insert, isSnippet, also }: Completion): string {
  const inserted = isSnippet
    ? insert
        .replace(/(?<!\\)\$\{(\d+):((?:[^\\}]|\\.)*)\}/g, '‹$1:$2›')
        .replace(/(?<!\\)\$(\d+|\{\d+\})/g, '‹$1›')
        .replace(/\\([\\$}])/g, '$1')
    : insert;
  const edits = [...also, { ...replace, text: inserted }].sort((a, b) => b.start - a.start);
  return edits.reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

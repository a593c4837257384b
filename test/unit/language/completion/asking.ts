import assert from 'node:assert/strict';
import { createResolver, type HttpFile, parse, type RequestNode, type VariableContext } from '../../../../src/http';
import type { KnownCredential, Surroundings } from '../../../../src/language/model';

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
  };
}

function targetOf(file: HttpFile, request: RequestNode, context: VariableContext): URL | null {
  const { text } = createResolver(file, request, context).substitute(request.requestLine.target);
  try {
    const url = new URL(text, ORIGIN);
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

import { requestExpression } from '../../../src/http';
import type { Surroundings } from '../../../src/language/model';

/** What is known around a file under test; everything else is as in an empty folder. */
export interface Known {
  readonly environment?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly prompts?: Readonly<Record<string, string>>;
  readonly answers?: Readonly<Record<string, string>>;
  readonly process?: Readonly<Record<string, string>>;
  readonly dotenv?: Readonly<Record<string, string>>;
  /** Names whose values are secret. */
  readonly secret?: readonly string[];
  readonly credentials?: Surroundings['credentials'];
}

const ORIGIN = 'http://127.0.0.1:8023';

/** Surroundings in which relative requests and `{{baseUrl}}` go to a sandbox, and time and chance stand still. */
export function surroundings(known: Known = {}): Surroundings {
  return {
    variables: {
      overrides: map(known.overrides),
      prompts: map(known.prompts),
      environment: map(known.values),
      fallback: new Map([['baseUrl', ORIGIN]]),
      now: () => new Date('2026-02-13T10:30:00Z'),
      randomBytes: (count) => new Uint8Array(count).fill(7),
      processEnv: (name) => known.process?.[name],
      dotenv: (name) => known.dotenv?.[name],
      requestValue: (expression) => {
        const value = known.answers?.[expression];
        if (value !== undefined) return { value };
        const request = requestExpression(expression)?.request;
        if (request === undefined) return undefined;
        return { problem: { code: 'http.variable.noAnswer', args: { name: expression, request } } };
      },
    },
    environment: known.environment ?? null,
    credentials: known.credentials ?? [],
    ourTarget: (_, { requestLine: { target } }) => {
      const url = target.replace(/^\{\{baseUrl\}\}/, '').replaceAll(/\{\{.*?\}\}/g, 'x');
      return url.startsWith('/') && URL.canParse(ORIGIN + url) ? new URL(ORIGIN + url) : null;
    },
    hasBodyFile: () => undefined,
    isSecret: (name) => known.secret?.includes(name) ?? false,
    isPublic: () => false,
  };
}

function map(values: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  return new Map(Object.entries(values));
}

/** A text and where the cursor `|` stands in it. */
export function marked(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.indexOf('|');
  if (offset === -1) throw new Error(`no cursor in ${text}`);
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

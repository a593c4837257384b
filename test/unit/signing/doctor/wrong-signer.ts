// A request, and signatures made wrongly for it by Python.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Diagnosis, diagnose, MISTAKES, type MistakeId } from '../../../../src/signing/doctor';

/** How the request of a test is written, and in which variety its signer goes wrong. */
export interface WrongRequest {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: string;
  readonly timestamp: number;
  readonly body: string;
  /** How its body is printed, for mistakes that print it anew. */
  readonly layout: 'body-minified' | 'body-pretty-printed' | 'body-json-spaced';
  readonly key: string;
  readonly secret: string;
  readonly milliseconds: number;
  readonly differs: number;
  readonly separator: string;
  readonly order: readonly number[];
  readonly secretFirst: boolean;
}

/** Has something in it for each of the mistakes. */
export const CONTENT = {
  to: ['+14155551234', '+447911123456'],
  message: 'Grüße 👋 a/b "quoted"',
  sender_id: 'MyApp',
  more: { z: [], a: {}, b: [1, 2.5, null, true] },
};

/** A request as it should be signed. */
export const REQUEST: WrongRequest = {
  method: 'POST',
  origin: 'https://restlink23telecom.com',
  path: '/api/v1/sms/status/a%20b%2Fc',
  query: '?period=7d&q=%C3%A9',
  timestamp: 1_760_000_000,
  body: JSON.stringify(CONTENT),
  layout: 'body-minified',
  key: 'sk_test_abcdefgh1234',
  secret: 'deadbeefcafe00112233445566778899',
  milliseconds: 0,
  differs: 3,
  separator: '\n',
  order: [2, 0, 1, 3],
  secretFirst: true,
};

const PRETTY: WrongRequest = {
  ...REQUEST,
  body: JSON.stringify(CONTENT, null, 2),
  layout: 'body-pretty-printed',
};

/** The request that this set of mistakes can be made with. */
export function requestFor(mistakes: readonly MistakeId[]): WrongRequest {
  const has = (id: MistakeId) => mistakes.includes(id);
  const printsLines = has('body-pretty-printed') || has('body-trailing-newline');
  if (has('body-minified') || (has('body-crlf') && !printsLines)) {
    return PRETTY;
  }
  return REQUEST;
}

export interface WrongCase {
  readonly request: WrongRequest;
  readonly mistakes: readonly MistakeId[];
}

/** The signatures that Python makes, in one process; null for mistakes that contradict each other. */
export function wrongSignatures(cases: readonly WrongCase[]): readonly (string | null)[] {
  const output = execFileSync('python3', [join(__dirname, 'wrong_signer.py')], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return JSON.parse(output) as (string | null)[];
}

/** Those that a wrong signature is made with; the others are seen elsewhere. */
export const MADE = MISTAKES.filter((id) => !['missing-header', 'timestamp-out-of-window', 'replayed'].includes(id));

export interface Changes {
  readonly headers?: readonly (readonly [string, string])[];
  readonly now?: number;
  readonly used?: readonly string[];
  readonly lineBreakMayBeAdded?: boolean;
}

/** Asks the doctor about a request that carries a signature. */
export async function ask(request: WrongRequest, signature: string, changes: Changes = {}): Promise<Diagnosis> {
  const { method, origin, path, query, timestamp, body, key, secret } = request;
  const result = await diagnose(
    {
      method,
      target: origin + path + query,
      headers: changes.headers ?? [
        ['X-API-Key', key],
        ['X-Timestamp', String(timestamp)],
        ['X-Signature', signature],
      ],
      body: Buffer.from(body, 'utf8'),
      lineBreakMayBeAdded: changes.lineBreakMayBeAdded ?? false,
    },
    { key, secret },
    {
      now: changes.now ?? timestamp,
      wasUsed: async (asked) => (changes.used ?? []).includes(asked),
      pause: async () => undefined,
    },
  );
  if (!result.ok) throw new Error(result.problem.code);
  return result.diagnosis;
}

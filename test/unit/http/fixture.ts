import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestJson } from '../../../src/cli/request-json';
import {
  type Finding,
  findingsOf,
  type HttpFile,
  positionOf,
  type RequestNode,
  parse as read,
  type Span,
  type VariableContext,
} from '../../../src/http';
import { type BodyFiles, prepareRequest, type RequestOptions } from '../../../src/request';
import { Redactor } from '../../../src/sending';

export const FOLDER = join(__dirname, '../../fixtures/http');

/** Names of the fixtures, such as `01-separator`. */
export function fixtureNames(): string[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.http'));
  return files.map((file) => file.slice(0, -'.http'.length)).sort();
}

/** The text of a fixture, as the command line reads it: bytes that are no UTF-8 become U+FFFD. */
export function textOf(name: string): string {
  return readFileSync(join(FOLDER, `${name}.http`)).toString('utf8');
}

/** What the file beside a fixture says of it. */
export interface Expected {
  /** The sentence of the language that it shows. */
  readonly _why: string;
  /** One object for each request, as `restlink parse --json` prints it. */
  readonly parse: readonly unknown[];
  /** `[name, value]` of every file variable. */
  readonly variables: unknown;
  /** `[kind, first line, last line]` of comments, scripts and the like. */
  readonly nodes: unknown;
  /** `[severity, code, line, column]` of everything that deserves a word. */
  readonly findings: unknown;
  /** What would be sent, with the surroundings below; absent where nothing hangs on it. */
  readonly sent?: unknown;
}

/** What our own parser makes of a text, in the form of the file beside a fixture. */
export async function actual(text: string, withSent: boolean): Promise<Omit<Expected, '_why'>> {
  const file = read(text);
  const redactor = new Redactor([]);
  return {
    parse: file.requests.map((request) => requestJson(file, request, redactor)),
    variables: file.variables.map(({ name, value }) => [name, value]),
    nodes: nodesOf(file),
    findings: findingsOf(file).map((finding) => [finding.severity, ...placed(file, finding)]),
    ...(withSent && { sent: await Promise.all(file.requests.map((request) => sent(file, request))) }),
  };
}

function placed(file: HttpFile, { problem, start }: Finding): unknown[] {
  const { line, column } = positionOf(file, start);
  return [problem.code, line, column];
}

function nodesOf(file: HttpFile): unknown[] {
  const all: [string, Span][] = [...file.blocks, ...file.requests].flatMap(({ comments, scripts }) => [
    ...comments.map((node): [string, Span] => [node.kind, node]),
    ...scripts.map((node): [string, Span] => [node.role, node]),
  ]);
  for (const { body } of file.requests) {
    for (const comment of body?.comments ?? []) all.push(['comment in body', comment]);
  }
  const line = (offset: number) => positionOf(file, offset).line;
  return all.sort(([, a], [, b]) => a.start - b.start).map(([kind, { start, end }]) => [kind, line(start), line(end)]);
}

/** Everything around a request is fixed: time, randomness, environment, answers. */
const variables: VariableContext = {
  overrides: new Map([['over', 'overridden']]),
  prompts: new Map([
    ['otp', '123456'],
    ['user', 'ann'],
  ]),
  environment: new Map([
    ['envHost', 'https://env.example'],
    ['envOnly', 'only'],
    ['envBoth', '{{envOnly}}-{{over}}'],
    ['shared', 'environment'],
    ['otp', 'environment'],
  ]),
  fallback: new Map([['baseUrl', 'https://bound.example']]),
  now: () => new Date('2026-02-13T10:30:00Z'),
  randomBytes: (count) => new Uint8Array(count),
  processEnv: (name) => (name === 'CITY' ? 'Riga' : undefined),
  dotenv: (name) => (name === 'DOT' ? 'dotted' : undefined),
  requestValue: (expression) => (expression.startsWith('login.response.body.') ? { value: 't-1' } : undefined),
};

const bodyFiles: BodyFiles = {
  read: async (path) => {
    try {
      return { ok: true, bytes: readFileSync(join(FOLDER, path)) };
    } catch {
      return { ok: false, reason: null };
    }
  },
};

/** The exact bytes that would be sent, or what stops the request. */
async function sent(file: HttpFile, node: RequestNode): Promise<unknown> {
  const boundOrigin = 'https://bound.example';
  const knownOrigins = new Set([boundOrigin, 'https://sms.example']);
  const prepared = await prepareRequest(file, node, { variables, boundOrigin, knownOrigins, bodyFiles });
  if (!prepared.ok) return { stopped: prepared.kind, by: prepared.findings.map((finding) => placed(file, finding)) };
  const { method, url, headers, body, options } = prepared.request;
  const text = body.toString('utf8');
  return {
    to: `${method} ${url}`,
    headers,
    body: Buffer.from(text, 'utf8').equals(body) ? text : { base64: body.toString('base64') },
    ...changed(options),
  };
}

function changed(options: RequestOptions): { options?: object } {
  const set = Object.entries(options).filter(([, value]) => value !== null && value !== false);
  return set.length > 0 ? { options: Object.fromEntries(set) } : {};
}

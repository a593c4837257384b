import assert from 'node:assert/strict';
import { type Credential, isPublicSecret } from '../../../../src/credentials';
import { isSecretVariable, ourTarget, type PreviewContext, targetProblem } from '../../../../src/engine';
import { parse } from '../../../../src/http';
import {
  Diagnoser,
  type Diagnostic,
  editsForAsking,
  editsForMove,
  type Fix,
  type JsonBodies,
  type KnownCredential,
  planMove,
  type Surroundings,
  secretsInHttp,
} from '../../../../src/language';
import { sentence } from '../../../../src/messages';

export const LIVE = 'https://restlink23telecom.com';

/** What the world around a file looks like, unless a test says otherwise. */
export interface World {
  readonly environment?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly answers?: Readonly<Record<string, string>>;
  readonly credentials?: readonly KnownCredential[];
  /** Names of body files that are there. */
  readonly files?: readonly string[];
}

export const prod: KnownCredential = { name: 'prod-eu', kind: 'hmac', origin: LIVE, live: true };
export const staging: KnownCredential = {
  name: 'staging',
  kind: 'apiKey',
  origin: 'https://staging.example',
  live: false,
};
export const portal: KnownCredential = { name: 'portal', kind: 'jwt', origin: LIVE, live: true };
export const sandbox: KnownCredential = { name: 'sandbox', kind: 'hmac', origin: 'http://127.0.0.1:8023', live: false };

/** Surroundings made of the engine's own decisions. */
export function surroundings(world: World = {}): Surroundings {
  const known = world.credentials ?? [prod];
  const preview: PreviewContext = {
    credentials: known.map(asCredential),
    activeId: known[0]?.name ?? null,
    defaultOrigin: LIVE,
    variables: {
      overrides: new Map(Object.entries(world.overrides ?? {})),
      prompts: new Map(),
      environment: new Map(Object.entries(world.environment ?? {})),
      now: () => new Date('2026-02-13T10:30:00Z'),
      randomBytes: (count) => new Uint8Array(count),
      processEnv: () => undefined,
      dotenv: () => undefined,
      requestValue: (name) => {
        const value = world.answers?.[name];
        return value === undefined ? undefined : { value };
      },
    },
  };
  const origin = known[0]?.origin ?? LIVE;
  return {
    variables: { ...preview.variables, fallback: new Map([['baseUrl', origin]]) },
    environment: null,
    credentials: known,
    ourTarget: (file, request) => ourTarget(file, request, preview),
    targetProblem: (file, request) => targetProblem(file, request, preview),
    hasBodyFile: (path) => (world.files ?? []).includes(path),
    isSecret: isSecretVariable,
    isPublic: isPublicSecret,
  };
}

function asCredential({ name, kind, origin, live }: KnownCredential): Credential {
  return {
    id: name,
    name,
    kind,
    origin,
    keyHint: live ? 'sk_prod_…i9j0' : 'sk_test_…77aa',
    store: name.startsWith('sandbox') ? 'builtin' : 'osKeychain',
    created: '2026-01-01T00:00:00Z',
  };
}

/** What there is to say about a text. */
export async function diagnose(
  text: string,
  world: World = {},
  json: JsonBodies | null = null,
): Promise<readonly Diagnostic[]> {
  return new Diagnoser().diagnose(parse(text), surroundings(world), { json, pause: () => Promise.resolve() });
}

/** `severity code "what is marked"` of each diagnostic. */
export async function found(text: string, world: World = {}): Promise<string[]> {
  return (await diagnose(text, world)).map((one) => show(text, one));
}

export function show(text: string, { severity, problem, start, end }: Diagnostic): string {
  return `${severity} ${problem.code.replace(/^diagnostic\./, '')} "${text.slice(start, end)}"`;
}

/** The text with a fix applied. */
export function applied(text: string, edits: Diagnostic['fixes'][number]['edits']): string {
  const ordered = [...edits].sort((a, b) => b.start - a.start || b.end - a.end);
  let result = text;
  let before = Number.POSITIVE_INFINITY;
  for (const { start, end, text: put } of ordered) {
    assert.ok(end <= before, 'edits overlap');
    result = result.slice(0, start) + put + result.slice(end);
    before = start;
  }
  return result;
}

/** The text after a fix; what a command does is done as the editor does it, with a credential of the name `moved`. */
export function afterFix(text: string, { edits, command }: Fix, world: World = {}): string {
  if (!command) return applied(text, edits);
  const file = parse(text);
  const secret = secretsInHttp(file, isPublicSecret).find(({ start }) => start === command.start);
  assert.ok(secret, 'no secret where the fix says');
  if (command.name === 'askWhenSending') return applied(text, editsForAsking(file, secret));
  const plan = planMove(file, secret, surroundings(world));
  assert.ok('kind' in plan, 'no plan');
  return applied(text, editsForMove(file, plan, 'moved'));
}

/**
 * Applies each fix of a text in turn and looks again: what it was for must be gone.
 * @returns the texts that the fixes give, by their titles
 */
export async function fixed(text: string, world: World = {}): Promise<Record<string, string>> {
  const before = await diagnose(text, world);
  const results: Record<string, string> = {};
  for (const diagnostic of before) {
    for (const fix of diagnostic.fixes) {
      const { title } = fix;
      const after = afterFix(text, fix, world);
      const left = count(await diagnose(after, world), diagnostic);
      assert.ok(left < count(before, diagnostic), `${sentence(title)} leaves ${diagnostic.problem.code} in:\n${after}`);
      assert.ok(sentence(title) !== title.code, title.code);
      results[sentence(title)] = after;
    }
  }
  return results;
}

function count(all: readonly Diagnostic[], { problem }: Diagnostic): number {
  return all.filter((other) => other.problem.code === problem.code).length;
}

/** The text of a request that sends these members. */
export function send(body: string): string {
  return `POST /api/v1/sms/send\nContent-Type: application/json\n\n${body}\n`;
}

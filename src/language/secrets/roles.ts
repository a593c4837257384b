import { type BlockNode, type HttpFile, type RequestNode, variableReferences } from '../../http';
import { isAuthTarget, namedIn } from './bodies';
import type { SecretKind } from './literal';

/** A variable that a request uses where only a secret can stand: whatever its name, its value is one. */
export interface Role {
  readonly name: string;
  /** Null for a variable that stands for another one, and so hands its role on. */
  readonly kind: SecretKind | null;
  /** The variable that takes over the role, or null. */
  readonly to: string | null;
}

const none: readonly Role[] = Object.freeze([]);

/** What the requests of a block use variables for, and which of its variables stand for others. */
export function rolesOf(
  file: Pick<HttpFile, 'slice'>,
  { requests, variables }: Pick<BlockNode, 'requests' | 'variables'>,
): readonly Role[] {
  let roles: Role[] | null = null;
  const add = (role: Role) => {
    if (roles) roles.push(role);
    else roles = [role];
  };
  for (const request of requests) for (const role of ofRequest(file, request)) add(role);
  for (const { name, value } of variables) {
    const to = value.includes('{{') ? wholeVariable(bearerOf(value) || value) : null;
    if (to !== null) add({ name, kind: null, to });
  }
  return roles ?? none;
}

function* ofRequest(file: Pick<HttpFile, 'slice'>, request: RequestNode): Iterable<Role> {
  for (const header of request.headers) {
    const kind = kindOfHeader(header.name);
    if (kind === undefined || !header.value.includes('{{')) continue;
    const name = wholeVariable(kind === 'token' ? bearerOf(header.value) || header.value : header.value);
    if (name !== null) yield { name, kind, to: null };
  }
  const { body } = request;
  if (!body || body.end - body.start > LARGEST) return;
  const text = file.slice(body.start, body.end);
  if (!text.includes('{{')) return;
  for (const { value, kind } of namedIn(text, isAuthTarget(request))) {
    const name = wholeVariable(value);
    if (name !== null) yield { name, kind, to: null };
  }
}

/** Larger bodies are neither a login nor settings. */
const LARGEST = 20_000;

/** The headers that hold nothing but a secret (FACTS.md sections 1.14 and 3). */
export function kindOfHeader(name: string): SecretKind | undefined {
  switch (name.length) {
    case 9:
      return name.toLowerCase() === 'x-api-key' ? 'apiKey' : undefined;
    case 11:
      return name.toLowerCase() === 'x-api-token' ? 'trackerToken' : undefined;
    case 13:
      return name.toLowerCase() === 'authorization' ? 'token' : undefined;
    default:
      return undefined;
  }
}

/** What stands behind `Bearer`; empty when the header says something else. */
export function bearerOf(value: string): string {
  return /^bearer[ \t]+(\S.*)$/is.exec(value)?.[1] ?? '';
}

/** The name of the variable that a text consists of; null when it is anything else. */
export function wholeVariable(text: string): string | null {
  const plain = text.trim();
  if (!plain.startsWith('{{') || !plain.endsWith('}}')) return null;
  const [only, ...others] = variableReferences(plain, 0, plain.length, 2);
  return only && others.length === 0 && only.start === 0 && only.end === plain.length ? only.name : null;
}

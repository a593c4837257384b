import type { Credential, Secret } from '../credentials';
import type { Problem } from '../messages';
import { simpleRequest } from '../request';
import { type Answer, errorCodeOf, jsonBody, type PatientSender, setupErrorOf } from '../sending';
import { ask } from './ask';

/** A workspace of the account (FACTS.md section 1.13). */
export interface Workspace {
  readonly id: number;
  /** One line of visible characters. */
  readonly name: string;
  readonly isMain: boolean;
  /** `#5298D9`, or null. */
  readonly color: string | null;
}

/** The live workspaces in the order of the service, or why they cannot be told. */
export type WorkspacesResult =
  | { readonly ok: true; readonly workspaces: readonly Workspace[] }
  | { readonly ok: false; readonly problem: Problem };

/** Characters of a name that are shown. */
const LONGEST_NAME = 80;

/** Refusals that have words of their own; any other is told by its status. */
const EXPLAINED = [
  'TOKEN_EXPIRED',
  'INVALID_TOKEN',
  'UNAUTHORIZED',
  'USER_NOT_ACTIVE',
  'IP_NOT_ALLOWED',
  'FORBIDDEN',
  'NO_SMS_ACCESS',
  'NO_MAIN_WORKSPACE',
  'RATE_LIMIT_EXCEEDED',
  'INTERNAL_ERROR',
  'NOT_FOUND',
] as const;

/**
 * Asks for the workspaces that a login can choose from: `GET /user/workspaces` (FACTS.md section 1.13). Asked without the
 * workspace that was chosen before: one that was deleted meanwhile would refuse the list to choose another from.
 * @param credential a login; the endpoint is closed to keys
 */
export async function listWorkspaces(
  sender: PatientSender,
  credential: Credential,
  secret: Secret,
  signal: AbortSignal,
): Promise<WorkspacesResult> {
  const { workspace: _, ...withoutWorkspace } = credential;
  const request = simpleRequest('GET', `${credential.origin}/api/v1/user/workspaces`);
  const { answer, failure } = await ask(sender, { request, credential: withoutWorkspace, secret }, signal);
  if (failure) return { ok: false, problem: failure.problem };
  return answer ? read(answer) : unexpected(0, null);
}

function read(answer: Answer): WorkspacesResult {
  const { status } = answer;
  const setup = setupErrorOf(answer);
  if (setup !== null) return { ok: false, problem: { code: 'answer.setup', args: { error: setup } } };
  const code = errorCodeOf(answer);
  if (status !== 200 || code !== null) return refused(status, code);
  const entries = jsonBody(answer.body);
  if (!Array.isArray(entries)) return unexpected(status, null);
  const workspaces = new Map<number, Workspace>();
  for (const entry of entries) {
    const workspace = readWorkspace(entry);
    // The first of an id counts: a second one could not be told apart by the header.
    if (workspace && !workspaces.has(workspace.id)) workspaces.set(workspace.id, workspace);
  }
  if (workspaces.size === 0 && entries.length > 0) return unexpected(status, null);
  return { ok: true, workspaces: [...workspaces.values()] };
}

function refused(status: number, code: string | null): WorkspacesResult {
  const explained = EXPLAINED.find((known) => known === code);
  if (explained) return { ok: false, problem: { code: `errorCode.${explained}` } };
  if (status === 429) return { ok: false, problem: { code: 'answer.rateLimited' } };
  return unexpected(status, code);
}

function unexpected(status: number, code: string | null): WorkspacesResult {
  return { ok: false, problem: { code: 'account.workspaces.unexpected', args: { status, error: code ?? '–' } } };
}

function readWorkspace(entry: unknown): Workspace | null {
  const raw = (entry ?? {}) as Readonly<Record<'id' | 'name' | 'is_main' | 'color', unknown>>;
  const { id, name, is_main: isMain, color } = raw;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return null;
  return {
    id,
    name: (typeof name === 'string' && oneLine(name)) || `#${id}`,
    isMain: isMain === true,
    color: typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : null,
  };
}

/** A name as a list can show it: what nobody sees becomes a blank, and a very long one is cut. */
function oneLine(name: string): string {
  const visible = [...name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()];
  return visible.length > LONGEST_NAME ? `${visible.slice(0, LONGEST_NAME - 1).join('')}…` : visible.join('');
}

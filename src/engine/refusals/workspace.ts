import { type Case, cut, type Specific, trimmedHeader } from './case';

/** Where the workspace that was refused came from: the file, or the choice of the login. */
export function wrongWorkspace({ request, credential }: Case): Specific {
  const typed = trimmedHeader(request.headers, 'x-workspace-id');
  if (typed !== null) return { why: [{ code: 'refusal.workspace.header', args: { value: cut(typed) } }] };
  const chosen = credential?.workspace;
  if (!credential || !chosen) return {};
  return {
    why: [{ code: 'refusal.workspace.chosen', args: { name: credential.name, workspace: chosen.name, id: chosen.id } }],
    todo: [{ code: 'refusal.workspace.choose', args: { name: credential.name } }],
  };
}

/** A key goes down with its workspace (FACTS.md section 3, "Keys"). */
export function keyAtWorkspace(found: Case): Specific {
  const { credential } = found;
  if (!credential || credential.kind === 'jwt') return wrongWorkspace(found);
  return {
    why: [{ code: 'refusal.workspace.key', args: { name: credential.name, hint: credential.keyHint } }],
    todo: [{ code: 'refusal.workspace.newKey' }],
  };
}

/** With a key there is no workspace to choose. */
export function mainWorkspaceGone({ credential }: Case): Specific {
  if (!credential || credential.kind === 'jwt') return {};
  return {
    why: [{ code: 'refusal.workspace.mainOfKey', args: { hint: credential.keyHint } }],
    todo: [{ code: 'refusal.workspace.newKey' }],
  };
}

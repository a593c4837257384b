import { l10n, type QuickPickItem, window } from 'vscode';
import { listWorkspaces } from '../../account';
import type { Credential } from '../../credentials';
import type { Problem } from '../../messages';
import type { Parts } from '../parts';
import { plain, say } from '../words';
import { attempt } from './attempt';
import { cancellable } from './check';
import { logInAgain } from './replace';
import { mayHandleSecrets } from './restricted';

/** What `X-Workspace-ID` may name. */
type Workspaces = Extract<Awaited<ReturnType<typeof listWorkspaces>>, { ok: true }>['workspaces'];

interface Row extends QuickPickItem {
  readonly workspace: Credential['workspace'] | null;
}

/**
 * *Choose Workspace* of a login, from those that the service lists: it goes into `X-Workspace-ID` of its requests
 * (FACTS.md section 3).
 * @returns whether one was chosen
 */
export async function chooseWorkspace(parts: Parts, credential: Credential): Promise<boolean> {
  if (!(await mayHandleSecrets())) return false;
  const workspaces = await ask(parts, credential);
  if (workspaces === null) return false;
  const { workspace: current } = credential;
  const isThere = !current || workspaces.some(({ id }) => id === current.id);
  const chosen = await window.showQuickPick(rowsOf(credential, workspaces), {
    title: l10n.t('Workspace of {0}', credential.name),
    placeHolder: isThere
      ? l10n.t('Which one do its requests work in?')
      : l10n.t('"{0}" is no longer there. Which one do its requests work in?', current.name),
    matchOnDetail: true,
  });
  if (!chosen) return false;
  const { vault } = parts.engine;
  const failed = l10n.t('The workspace of "{0}" was not changed.', credential.name);
  const changed = await attempt(credential, failed, () => vault.setWorkspace(credential.id, chosen.workspace ?? null));
  return changed !== null;
}

/** What the service lists; the person can log in, or try again, where it does not. */
async function ask(parts: Parts, credential: Credential): Promise<Workspaces | null> {
  const { engine, credentials } = parts;
  const { name } = credential;
  for (;;) {
    const failed = l10n.t('The workspaces of "{0}" cannot be listed.', name);
    const secret = await attempt(credential, failed, () => credentials.secretOf(credential));
    if (secret === null) return null;
    const result = await cancellable(l10n.t('{0}: asking for its workspaces…', name), (signal) =>
      listWorkspaces(engine.sender, credential, secret, signal),
    );
    if (result.ok) return result.workspaces;
    const { problem } = result;
    if (problem.code.startsWith('sending.aborted')) return null;
    const offer = isEnded(problem) ? l10n.t('Log In') : l10n.t('Try Again');
    if ((await window.showErrorMessage(`${failed} ${say(problem)}`, offer)) !== offer) return null;
    if (isEnded(problem) && !(await logInAgain(parts, credential))) return null;
  }
}

/** Whether a new token is what helps. */
function isEnded({ code }: Problem): boolean {
  return code === 'errorCode.TOKEN_EXPIRED' || code === 'errorCode.INVALID_TOKEN';
}

function rowsOf({ workspace: current }: Credential, workspaces: Workspaces): Row[] {
  const icon = (isCurrent: boolean) => (isCurrent ? '$(circle-filled)' : '$(circle-outline)');
  const words = (...parts: (string | false)[]) => parts.filter(Boolean).join(' · ');
  const none: Row = {
    label: `${icon(!current)} ${l10n.t('Main workspace (no header)')}`,
    description: words(!current && l10n.t('current')),
    detail: l10n.t('The service takes the main one.'),
    workspace: null,
  };
  const known = workspaces.map(({ id, name, isMain }): Row => {
    const isCurrent = id === current?.id;
    return {
      label: `${icon(isCurrent)} ${plain(name)}`,
      description: words(isMain && l10n.t('main'), isCurrent && l10n.t('current')),
      detail: `X-Workspace-ID: ${id}`,
      workspace: { id, name },
    };
  });
  return [none, ...known];
}

import { commands, l10n, window, workspace } from 'vscode';
import { say } from '../words';

/**
 * Whether secrets may be handled in this window. Restricted Mode reads and explains, and that is all (product section 7):
 * the person is told, and led to where trust is given.
 */
export async function mayHandleSecrets(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const chosen = await window.showWarningMessage(say({ code: 'credential.restricted' }), manage);
  if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
  return workspace.isTrusted;
}

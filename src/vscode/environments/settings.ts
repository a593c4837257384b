import { ConfigurationTarget, l10n, type Uri, workspace } from 'vscode';
import type { EnvironmentSetting } from '../../engine';
import { parseEnvironments } from '../../http';
import { Setting } from '../ids';
import { setting } from '../settings';

/** REST Client's setting, which other files than ours may rely on; it need not be installed. */
const REST_CLIENT = 'rest-client.environmentVariables';

/** The environments of the settings. @param uri whose folder they are for */
export function environmentsOfSettings(uri: Uri | null): readonly EnvironmentSetting[] {
  const value: unknown = workspace.getConfiguration(undefined, uri).get(REST_CLIENT);
  if (typeof value !== 'object' || value === null) return [];
  const text = JSON.stringify(value);
  const parsed = parseEnvironments(text);
  // What does not fit is marked by the editor where it stands.
  return 'environments' in parsed ? [{ label: l10n.t('settings'), text, parsed }] : [];
}

/** Whether a change of the settings changes variables. */
export function concernsEnvironments(event: { affectsConfiguration(section: string): boolean }): boolean {
  return event.affectsConfiguration(REST_CLIENT) || event.affectsConfiguration(Setting.environment);
}

/** The environment that is selected in this workspace, or null. */
export function selectedEnvironment(): string | null {
  return setting('environment') || null;
}

/** Selects an environment for this workspace; without one, for the person. */
export async function selectEnvironment(name: string | null): Promise<void> {
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  // Taking the value away would bring up one from a wider scope.
  const { globalValue } = workspace.getConfiguration().inspect<string>(Setting.environment) ?? {};
  const none = target === ConfigurationTarget.Workspace && globalValue ? '' : undefined;
  await workspace.getConfiguration().update(Setting.environment, name ?? none, target);
}

import type { ExtensionContext } from 'vscode';
import { start } from './vscode';

/** Called by VS Code when an `.http` file, one of our views or one of our commands is used for the first time. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(start(context));
}

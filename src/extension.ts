import type { ExtensionContext } from 'vscode';
import { type Running, start } from './vscode';

/** VS Code calls `deactivate` without an argument, so what runs has to be remembered here. */
let running: Running | undefined;

/** Called by VS Code when an `.http` file, one of our views or one of our commands is used for the first time. */
export function activate(context: ExtensionContext): void {
  running = start(context);
  context.subscriptions.push(running);
}

/** Called by VS Code before the window closes; it waits a few seconds for the end. */
export async function deactivate(): Promise<void> {
  await running?.end();
}

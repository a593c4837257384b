import { commands } from 'vscode';
import type { ContextKeyId } from './ids';

/** Sets a key that `when` clauses of package.json ask for. */
export function setContext(key: ContextKeyId, value: boolean): Thenable<unknown> {
  return commands.executeCommand('setContext', key, value);
}

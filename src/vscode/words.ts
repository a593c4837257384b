import { l10n } from 'vscode';
import { messages, type Problem } from '../messages';

/** The sentence of a problem in the language of the editor. */
export function say({ code, args }: Problem): string {
  return l10n.t(messages[code], { ...args });
}

import { l10n } from 'vscode';
import { messages, type Problem } from '../messages';

/** A name as free text: `$(…)` in it would be drawn as an icon. */
export function plainName(name: string): string {
  return name.replaceAll('$(', '$\u200b(');
}

/** The sentence of a problem in the language of the editor. */
export function say({ code, args }: Problem): string {
  return l10n.t(messages[code], { ...args });
}

/** The same where there may be nothing wrong. */
export function sayIf(problem: Problem | null): string | null {
  return problem && say(problem);
}

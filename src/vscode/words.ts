import { l10n } from 'vscode';
import { type MessageCode, messages, type Problem } from '../messages';

/** Control characters, and those that hide or reorder text (Unicode's embeddings, overrides, isolates). */
const STEERING = /[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A text of a file, a server or a person as words and nothing else. Where the editor shows a sentence it draws `$(…)` as
 * an icon, and in messages `[…](command:…)` becomes a link that runs a command.
 */
export function plain(text: string): string {
  return text.replace(STEERING, ' ').replaceAll('$(', '$\u200b(').replaceAll('](', ']\u200b(');
}

/** The same, not longer than fits beside words of ours: what is longer would push them out of sight. */
export function brief(text: string, longest = 80): string {
  const words = plain(text).replace(/\s+/g, ' ').trim();
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

/** The sentence of a problem in the language of the editor. */
export function say(problem: Problem): string {
  return filled(problem, plain);
}

/** The same for a document, where nothing becomes an icon or a link. */
export function sayInText(problem: Problem): string {
  return filled(problem, (text) => text.replace(STEERING, ' '));
}

/** What is to be done may be something else in the editor than in a terminal: then there is a sentence for it, too. */
function sentenceOf(code: MessageCode): string {
  const own = `${code}.editor`;
  return messages[own in messages ? (own as MessageCode) : code];
}

function filled({ code, args = {} }: Problem, made: (text: string) => string): string {
  const values = Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? made(value) : value]);
  return l10n.t(sentenceOf(code), Object.fromEntries(values));
}

/** The same where there may be nothing wrong. */
export function sayIf(problem: Problem | null): string | null {
  return problem && say(problem);
}

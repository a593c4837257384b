import { inOrder, type MistakeId } from '../mistakes';
import { csharp } from './csharp';
import { curl } from './curl';
import { go } from './go';
import { java } from './java';
import { node } from './node';
import { php } from './php';
import { python } from './python';
import { ruby } from './ruby';
import { type Fixes, TOPIC_OF, TOPICS } from './topics';

const BY_LANGUAGE = { curl, node, python, php, ruby, java, go, csharp } as const satisfies Record<string, Fixes>;

export type FixLanguage = keyof typeof BY_LANGUAGE;

/** The languages of `restlink code`, in its order (cli). */
export const FIX_LANGUAGES = Object.keys(BY_LANGUAGE) as FixLanguage[];

/**
 * The right code in the places where a program went wrong.
 * @returns one piece for each place, in the order in which they stand in a program
 */
export function fixesFor(mistakes: readonly MistakeId[], language: FixLanguage): string[] {
  const topics = new Set(inOrder(mistakes).map((id) => TOPIC_OF[id]));
  return TOPICS.filter((topic) => topics.has(topic)).map((topic) => BY_LANGUAGE[language][topic]);
}

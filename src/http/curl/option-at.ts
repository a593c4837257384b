import type { HttpFile, RequestNode, Span } from '../nodes';
import { Source } from '../syntax/source';
import { readCommand } from './command';
import { readOptions } from './options';

/** A range of a `curl` command, and what is left of it when the option goes. */
export interface OptionCut extends Span {
  readonly text: string;
}

/**
 * What to take out of a `curl` command so that an option goes, with its name and the blanks and line breaks before it.
 * @param argument where its argument stands, as the ranges of headers and bodies say
 * @returns null when no option has an argument there
 */
export function curlOptionCut(file: Pick<HttpFile, 'slice'>, request: RequestNode, argument: Span): OptionCut | null {
  const { start: by, end } = request.requestLine;
  const text = file.slice(by, end);
  const source = new Source(text);
  const { words } = readCommand(source, 0, source.starts.length);
  const option = readOptions(words.slice(1)).find(
    ({ value, meaning }) =>
      meaning !== 'url' && value !== null && value.start + by === argument.start && value.end + by === argument.end,
  );
  const { nameWord, value } = option ?? {};
  if (!option || !nameWord || !value) return null;
  // `-sH value` keeps its `-s`; in `-sHvalue` name and argument are one word.
  const isShort = !option.name.startsWith('--');
  const letters = isShort ? nameWord.value.slice(0, nameWord.value.indexOf(option.name.charAt(1), 1)) : '-';
  const kept = letters.length > 1 ? ` ${letters}` : '';
  const before = /(?:[ \t]|\\?(?:\r\n|\n|\r))*$/.exec(text.slice(Math.max(nameWord.start - 500, 0), nameWord.start));
  return { start: by + nameWord.start - (before?.[0].length ?? 0), end: by + value.end, text: kept };
}

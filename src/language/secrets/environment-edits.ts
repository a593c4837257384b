import { replace } from '../diagnostics/report';
import type { TextEdit } from '../model';
import { dotenvEntries } from './dotenv-entries';
import type { EnvironmentFormat } from './environment';
import { type JsonEntry, jsonMembers } from './json-entries';
import type { LiteralSecret } from './literal';
import { hintOf } from './values';

/**
 * Takes secrets out of a file of variables: their entries as a whole, and in comments all but what may be shown of them.
 * What is JSON stays JSON.
 */
export function editsOfEnvironmentFile(
  text: string,
  format: EnvironmentFormat,
  secrets: readonly LiteralSecret[],
): readonly TextEdit[] {
  const mentions = secrets
    .filter(({ place }) => place !== 'variable')
    .map((secret) => replace(secret, hintOf(secret.value)));
  const starts = secrets.filter(({ place }) => place === 'variable').map(({ start }) => start);
  const cuts = format === 'json' ? jsonCuts(text, starts) : dotenvCuts(text, starts);
  return [...cuts, ...mentions.filter(({ start }) => !cuts.some((cut) => cut.start <= start && start < cut.end))];
}

function dotenvCuts(text: string, starts: readonly number[]): TextEdit[] {
  return dotenvEntries(text)
    .filter(({ valueStart, valueEnd }) => starts.some((start) => valueStart <= start && start <= valueEnd))
    .map((entry) => replace(entry, ''));
}

function jsonCuts(text: string, starts: readonly number[]): TextEdit[] {
  const members = jsonMembers(text);
  const objects = new Map<number, JsonEntry[]>();
  for (const member of members) objects.set(member.object, [...(objects.get(member.object) ?? []), member]);
  const goes = ({ isText, valueStart, valueEnd }: JsonEntry) =>
    isText && starts.some((start) => valueStart <= start && start <= valueEnd);
  return [...objects.values()].flatMap((object) => cutsOf(text, object, goes));
}

/** The comma of the last member that stays goes too, unless the object had one too many before. */
function cutsOf(text: string, members: readonly JsonEntry[], goes: (member: JsonEntry) => boolean): TextEdit[] {
  const gone = members.filter(goes);
  if (gone.length === 0) return [];
  const edits = gone.map(({ start, end, comma }) => replace(withBlanks(text, start, Math.max(end, comma + 1)), ''));
  const last = members[members.length - 1];
  const stays = members.filter((member) => !goes(member)).pop();
  if (stays && last && goes(last) && last.comma === -1 && stays.comma !== -1) {
    edits.push({ start: stays.comma, end: stays.comma + 1, text: '' });
  }
  return edits;
}

/** With the whole line where nothing else stands on it, else with the blanks behind it. */
function withBlanks(text: string, start: number, end: number) {
  const before = /[ \t]*$/.exec(text.slice(Math.max(start - 200, 0), start))?.[0].length ?? 0;
  const after = /^[ \t]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  const from = start - before;
  const startsLine = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r';
  const lineBreak = /^(?:\r\n|\n|\r)/.exec(text.slice(end + after, end + after + 2))?.[0].length ?? 0;
  if (startsLine && lineBreak > 0) return { start: from, end: end + after + lineBreak };
  return { start, end: end + after };
}

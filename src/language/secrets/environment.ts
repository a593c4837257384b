import { DOTENV, ENVIRONMENT_FILES } from '../../http';
import { dotenvEntries } from './dotenv-entries';
import type { EnvironmentEntry } from './entry';
import { jsonEntries } from './json-entries';
import type { IsPublic, LiteralSecret } from './literal';
import { kindOfName } from './names';
import { bearerOf } from './roles';
import { isPlaceholder, maybeSecret, patternsIn, severityOf } from './values';

/** How a file of variables is written. */
export type EnvironmentFormat = 'dotenv' | 'json';

/**
 * What kind of variables a file of this name holds.
 * @param fileName without folder
 * @returns null when it is no file of variables (http-dialect: environments)
 */
export function environmentFormatOf(fileName: string): EnvironmentFormat | null {
  if (fileName === DOTENV || fileName.startsWith(`${DOTENV}.`)) return 'dotenv';
  return ENVIRONMENT_FILES.some((name) => name === fileName) ? 'json' : null;
}

/** All secrets of a file of variables that stand there as they are, in comments too, in the order of the text. */
export function secretsInEnvironment(
  text: string,
  format: EnvironmentFormat,
  isPublic: IsPublic,
): readonly LiteralSecret[] {
  const found: LiteralSecret[] = [];
  const entries = format === 'json' ? jsonEntries(text) : dotenvEntries(text);
  const taken = new Set<number>();
  for (const entry of entries) {
    const secret = ofEntry(entry);
    if (!secret) continue;
    taken.add(secret.start);
    if (!isPublic(secret.value)) found.push(secret);
  }
  let last = 0;
  for (const { start, end, value, kind } of patternsIn(text)) {
    if (taken.has(start) || isPublic(value)) continue;
    while ((entries[last]?.valueEnd ?? Number.POSITIVE_INFINITY) <= start) last++;
    const entry = entries[last];
    const isInside = entry !== undefined && entry.valueStart <= start;
    found.push({
      start,
      end,
      kind,
      value,
      severity: severityOf(value),
      place: isInside ? 'variable' : 'comment',
      name: isInside ? entry.name : '',
      environment: isInside ? entry.environment : null,
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A variable whose whole value is a secret: by its form, or by the name of the variable. */
function ofEntry({ name, environment, value, valueStart, valueEnd }: EnvironmentEntry): LiteralSecret | null {
  const bare = bearerOf(value) || value;
  const [pattern] = patternsIn(bare);
  const byName = kindOfName(name);
  const isPattern = pattern !== undefined && pattern.value === bare;
  const kind = isPattern && byName !== 'trackerToken' ? pattern.kind : byName;
  if (kind === undefined) return null;
  if (!isPattern && (kind === 'password' ? isPlaceholder(bare) : !maybeSecret(bare))) return null;
  const isAsWritten = valueEnd - valueStart === value.length;
  const start = isAsWritten ? valueEnd - bare.length : valueStart;
  const severity = severityOf(bare);
  return { start, end: valueEnd, kind, value: bare, severity, place: 'variable', name, environment };
}

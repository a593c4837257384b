import type { PreparedRequest } from '../../request';
import type { Answer } from '../../sending';

/** Longer names of requests are cut on the tab. */
const LONGEST = 32;

/** What stands on the tab of an answer: `send · 200 OK`. It becomes the last part of a path. */
export function titleOf(
  { name, path }: Pick<PreparedRequest, 'name' | 'path'>,
  { status, statusText }: Pick<Answer, 'status' | 'statusText'>,
): string {
  const whole = name ?? path.split('/').findLast((part) => part !== '') ?? path;
  const short = whole.length > LONGEST ? `${whole.slice(0, LONGEST - 1).trimEnd()}…` : whole;
  return `${short} · ${`${status} ${statusText}`.trim()}`.replace(/[/\\]/g, '∕');
}

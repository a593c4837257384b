import type { PreparedRequest } from '../../request';
import type { Answer } from '../../sending';
import { inPath, lastPart, shortened } from '../tab-title';

/** What stands on the tab of an answer: `send · 200 OK`. It becomes the last part of a path. */
export function titleOf(
  { name, path }: Pick<PreparedRequest, 'name' | 'path'>,
  { status, statusText }: Pick<Answer, 'status' | 'statusText'>,
): string {
  return inPath(`${shortened(name ?? lastPart(path))} · ${`${status} ${statusText}`.trim()}`);
}

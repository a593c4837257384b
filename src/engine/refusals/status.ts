import type { Problem } from '../../messages';
import { bodyText, setupErrorOf } from '../../sending';
import { sizeOf } from '../figures';
import { type Case, cut, isSend, shown, trimmedHeader } from './case';
import { unauthorized } from './credential';
import { waitOf } from './limits';
import { unknownRoute } from './route';

/** Longer descriptions are cut; the whole stands in the body. */
const LONGEST_DESCRIPTION = 200;

/**
 * What an answer without a code that we know means: one of the shapes that differ from the documented one (FACTS.md, end of
 * section 2), a server in between, or a code of the future. Nothing is said of it that it does not say itself.
 */
export function explainStatus(found: Case): Problem[] {
  const { answer } = found;
  const setup = setupErrorOf(answer);
  if (setup !== null) return [{ code: 'answer.setup', args: { error: setup } }];
  if (answer.status === 429) return tooMany(found);
  return [...codeOf(found), ...meaningOf(found), ...saying(found)];
}

/** The three shapes of 429 without a code (FACTS.md section 4). */
function tooMany(found: Case): Problem[] {
  const { answer } = found;
  const isEmpty = answer.bytes === 0;
  const code = isEmpty ? 'answer.limit.address' : isPage(found) ? 'answer.limit.edge' : 'answer.rateLimited';
  const wait = waitOf(found) ?? (code === 'answer.rateLimited' ? null : { code: 'answer.limit.do' as const });
  return [...codeOf(found), { code }, ...saying(found), ...(wait ? [wait] : [])];
}

/** What the answer has in the place of a code. */
function codeOf({ answer, members }: Case): Problem[] {
  const code = members.error_code;
  if (typeof code === 'string' && code.trim() !== '') {
    return [{ code: 'answer.unknownCode', args: { code: cut(code) } }];
  }
  if (code !== undefined && code !== null) return [{ code: 'answer.oddCode', args: { value: shown(code) } }];
  if (answer.status < 400) return [{ code: 'answer.false', args: { status: answer.status } }];
  return [];
}

/** What the server says of it in words of its own. */
function saying({ members }: Case): Problem[] {
  const said = [members.description, members.error, members.message].find(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );
  if (said !== undefined) return [{ code: 'answer.says', args: { text: cut(said, LONGEST_DESCRIPTION) } }];
  return typeof members.error_code === 'string' ? [{ code: 'answer.unknownCode.do' }] : [];
}

function meaningOf(found: Case): Problem[] {
  const { answer, request, endpoint } = found;
  const { status } = answer;
  if (status < 400) return [];
  if (status >= 502 && status <= 504) {
    const todo: Problem = isSend(found)
      ? { code: 'refusal.outcome.unknown' }
      : (waitOf(found) ?? { code: 'answer.later' });
    return [{ code: 'answer.gateway' }, todo];
  }
  if (status === 407) return [{ code: 'answer.proxy' }];
  if (status === 401 && endpoint?.auth.includes('trackerToken')) {
    const { why = [], todo = [] } = unauthorized(found);
    return [{ code: 'answer.refusedBare' }, ...why, ...todo];
  }
  if (status === 405) return notAllowed(found);
  if (status === 404 && !endpoint) return [...unknownRoute(request.method, request.path), { code: 'refusal.route.do' }];
  if (status === 413) {
    return [{ code: 'answer.tooLarge', args: { size: sizeOf(request.body.length) } }, { code: 'answer.tooLarge.do' }];
  }
  if (status === 415) return mediaType(found);
  if (isPage(found) && (status < 500 || status === 511)) return [{ code: 'answer.page' }, { code: 'answer.page.do' }];
  if (status === 404) return [{ code: 'errorCode.NOT_FOUND.why' }];
  if (status >= 500) {
    return [{ code: 'answer.serverFault' }, { code: isSend(found) ? 'refusal.outcome.unknown' : 'answer.later' }];
  }
  return [{ code: status === 401 || status === 403 ? 'answer.refusedBare' : 'answer.refusedRequest' }];
}

/** 405 names what is allowed in `Allow` (RFC 9110, section 15.5.6); else the documentation does. */
function notAllowed({ answer, request: { method, path } }: Case): Problem[] {
  const allow = trimmedHeader(answer.headers, 'allow');
  if (!allow)
    return [{ code: 'answer.notAllowed.unknown', args: { method, path: cut(path) } }, ...unknownRoute(method, path)];
  return [{ code: 'answer.notAllowed', args: { method, path: cut(path), allow: cut(allow) } }];
}

function mediaType({ request }: Case): Problem[] {
  const type = trimmedHeader(request.headers, 'content-type');
  const problem: Problem = type
    ? { code: 'answer.mediaType', args: { type: cut(type) } }
    : { code: 'answer.mediaType.none' };
  return [problem, { code: 'answer.mediaType.do' }];
}

/** Whether an answer is a page for a browser, which the service never sends. */
export function isPage({ answer }: Pick<Case, 'answer'>): boolean {
  const { text, json, mediaType } = bodyText(answer);
  if (json || text === null) return false;
  return (
    mediaType === 'text/html' || mediaType === 'application/xhtml+xml' || /^\s*<(?:!doctype\s+)?html\b/i.test(text)
  );
}

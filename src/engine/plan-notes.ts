import type { Problem } from '../messages';
import { type Plan, replacedHeaders } from '../sending';

/** What a person should know of a request before it is sent, and what keeps nobody from sending it (product section 1). */
export function notesOf(plan: Plan): Problem[] {
  const { request, credential, secret } = plan;
  const notes = replacedHeaders(plan).map(
    (header): Problem => ({ code: 'sending.headerReplaced', args: { header, name: credential?.name ?? '' } }),
  );
  const signsBody = secret?.kind === 'hmac' && request.body.length > 0;
  if (signsBody && request.method === 'GET') {
    notes.push({ code: 'sending.getWithBody', args: { method: request.method } });
  }
  return notes;
}

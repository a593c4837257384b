import type { Diagnostic } from '../model';
import { jsonMembers } from './json-values';
import { messageDiagnostics } from './message-text';
import { MOST_LOOKED_AT, recipientDiagnostics } from './recipients';
import type { RequestView } from './request-view';
import { senderDiagnostics } from './sender';

/** What the body of a send must hold beyond what a schema can say (FACTS.md sections 1.2 and 5). */
export function* sendDiagnostics(view: RequestView): Iterable<Diagnostic> {
  if (view.endpoint?.id !== 'sendSms') return;
  const members = jsonMembers(view);
  if (!members) return;
  const to = members.list('to', MOST_LOOKED_AT);
  if (to) yield* recipientDiagnostics(view, to);
  const message = members.text('message');
  if (message) yield* messageDiagnostics(view, message);
  const sender = members.text('sender_id');
  if (sender) yield* senderDiagnostics(view, sender);
}

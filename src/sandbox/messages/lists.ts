import { messageFilters } from '../../sms';
import { isoSeconds } from '../basics/times';
import { type Answer, json } from '../exchange/answer';
import type { Call } from '../exchange/call';
import { paged, readPage } from '../exchange/paging';
import { type QueryRules, type Selected, type Selection, select } from './selection';

/** `GET /sms/messages` knows traffic of the API only, and takes no `source`. */
const API_RULES: QueryRules = { statuses: messageFilters, source: 'api', takesSource: false };
export const UNIFIED_RULES: QueryRules = { statuses: messageFilters, source: 'all', takesSource: true };

/** `GET /sms/messages` (FACTS.md section 1.4). */
export function listMessages(call: Call): Answer {
  const page = readPage(call.query);
  const { rows, envelope } = paged(newestFirst(select(call, API_RULES)), page);
  return json(200, { messages: rows.map(apiRow), ...envelope });
}

/** `GET /sms/messages/unified` (FACTS.md section 1.5), in the envelope of the other list. */
export function listUnifiedMessages(call: Call): Answer {
  const page = readPage(call.query);
  const { rows, envelope } = paged(newestFirst(select(call, UNIFIED_RULES)), page);
  return json(200, { messages: rows.map(unifiedRow), ...envelope });
}

/** The order of lists is not published; the newest first is what a person looks for. */
export function newestFirst({ messages }: Selection): readonly Selected[] {
  return [...messages].sort((a, b) => b.message.created - a.message.created || b.number - a.number);
}

function apiRow({ number, message, delivery }: Selected) {
  return {
    id: number,
    client_message_id: message.id,
    recipient: message.recipient,
    sender_id: message.sender,
    message: message.text,
    status: delivery.status,
    status_code: delivery.code,
    segments: message.segments,
    cost: message.cost,
    created_at: isoSeconds(message.created),
    delivered_at: isoOrNull(delivery.deliveredAt),
  };
}

/**
 * A row of API and campaign traffic. `campaign` is the word of the published sample, `api` for the other kind is a guess;
 * the sample goes on after `action_at`, with what is not known.
 */
export function unifiedRow({ number, message, delivery }: Selected) {
  return {
    id: String(number),
    source: message.source === 'api' ? 'api' : 'campaign',
    recipient: message.recipient,
    sender_id: message.sender,
    message: message.text,
    status: delivery.status,
    status_code: delivery.code,
    cost: message.cost,
    sent_at: isoSeconds(message.created),
    delivered_at: isoOrNull(delivery.deliveredAt),
    clicked: message.clicks > 0,
    clicked_at: isoOrNull(message.clickedAt),
    action_type: message.action?.type ?? null,
    action_at: isoOrNull(message.action?.at ?? null),
  };
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : isoSeconds(time);
}

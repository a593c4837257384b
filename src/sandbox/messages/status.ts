import { ApiError } from '../basics/errors';
import { isoSeconds } from '../basics/times';
import { type Answer, json } from '../exchange/answer';
import type { Call } from '../exchange/call';
import { deliveryAt } from '../traffic/delivery';

/** `GET /sms/status/{message_id}` (FACTS.md section 1.3); `delivered_at` is null before delivery (section 8, decision 8). */
export function getSmsStatus({ parameter, now, store, caller }: Call): Answer {
  const message = store.find(parameter('message_id'));
  if (!message) throw new ApiError('NOT_FOUND', 'There is no message with this id.');
  const { status, code, deliveredAt } = deliveryAt(message, now);
  return json(200, {
    status: true,
    message: {
      message_id: message.id,
      telecom_message_id: message.telecomId,
      recipient: message.recipient,
      segments: message.segments,
      message: message.text,
      sender_id: message.sender,
      status,
      status_code: code,
      cost: message.cost,
      created_at: isoSeconds(message.created),
      delivered_at: deliveredAt === null ? null : isoSeconds(deliveredAt),
    },
    ...(caller.test ? { sandbox: true } : {}),
  });
}

import { ApiError } from '../basics/errors';
import { isoSeconds } from '../basics/times';
import { type Answer, json } from '../exchange/answer';
import { jsonObject } from '../exchange/body';
import type { Call } from '../exchange/call';
import { paged, readPage } from '../exchange/paging';
import { SAMPLE_ID } from '../traffic/history';
import type { WebhookAttempt } from '../webhooks/events';
import { type Channel, changed, channels, type WebhookSettings } from '../webhooks/settings';

/** `GET /user/webhooks`: everything but the secret (FACTS.md section 1.12). */
export function getWebhooks({ store, caller }: Call): Answer {
  return json(200, described(store.webhooksOf(caller.workspace)));
}

/** `PUT /user/webhooks`. What the service answers is not published; this answers the settings as they are now. */
export async function updateWebhooks({ store, caller, body }: Call): Promise<Answer> {
  const settings = changed(store.webhooksOf(caller.workspace), jsonObject(body));
  try {
    await store.setWebhooks(caller.workspace, settings);
  } catch {
    throw new ApiError('INTERNAL_ERROR', 'The sandbox could not write its state file; nothing was changed.');
  }
  return json(200, described(settings));
}

function described({ urls, fields, uniqueClicksOnly, secret }: WebhookSettings) {
  return { ...urls, ...fields, unique_clicks_only: uniqueClicksOnly, signing_secret_set: secret !== null };
}

/**
 * `POST /user/webhooks/test`: calls the receiver once, about the message of the documentation, and answers how that went.
 * Neither body nor answer are published: `type` chooses the event, `delivery` without it, and the answer is a row of the
 * logs; its `status` is false where the receiver did not take the event.
 * @throws ApiError INVALID_PARAMS for a type that does not exist, INVALID_URL where the event has no address
 */
export async function testWebhook({ store, outbox, caller, body }: Call): Promise<Answer> {
  const channel = readChannel(body);
  const sample = store.find(SAMPLE_ID);
  if (!sample) throw new TypeError('The history has lost its sample');
  const attempt = await outbox.test(channel, { ...sample, workspace: caller.workspace });
  if (!attempt) {
    throw new ApiError(
      'INVALID_URL',
      `${channel}_url is not set, so there is nobody to call. PUT /user/webhooks sets it.`,
    );
  }
  return json(200, { status: attempt.error === null, ...row(attempt) });
}

function readChannel(body: Buffer): Channel {
  const { type = 'delivery' } = body.length === 0 ? {} : jsonObject(body);
  const channel = channels.find((known) => known === type);
  if (!channel) throw new ApiError('INVALID_PARAMS', `Unknown type. Known are ${channels.join(', ')}.`);
  return channel;
}

/** `GET /user/webhooks/logs`: every attempt, the newest first. Rows and paging are not published (FACTS.md section 1.12). */
export function listWebhookLogs({ store, caller, query }: Call): Answer {
  const { rows, envelope } = paged(store.attemptsOf(caller.workspace), readPage(query));
  return json(200, { logs: rows.map(row), ...envelope });
}

function row({ id, channel, messageId, url, attempt, isTest, status, error, at, ms }: WebhookAttempt) {
  return {
    id,
    type: channel,
    test: isTest,
    message_id: messageId,
    url,
    attempt,
    success: error === null,
    http_status: status,
    error,
    duration_ms: ms,
    created_at: isoSeconds(at),
  };
}

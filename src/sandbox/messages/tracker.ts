import { ApiError } from '../basics/errors';
import { type Answer, json } from '../exchange/answer';
import { jsonObject } from '../exchange/body';
import type { Call } from '../exchange/call';

/** What is recorded for a request that names no kind of action. */
const DEFAULT_ACTION = 'conversion';
/** The kind of action that is a click, not a conversion. */
const CLICK = 'click';
const LONGEST_ACTION = 64;

type Fields = Readonly<Record<string, unknown>>;

/** `GET /track`, and `GET /action/track`, its deprecated form (FACTS.md section 1.14). */
export function recordByQuery(call: Call): Promise<Answer> {
  return record(call, named(call.query));
}

/** `POST /callback/action`: the same in JSON. */
export function recordByBody(call: Call): Promise<Answer> {
  return record(call, jsonObject(call.body));
}

/** `POST /action`, the legacy form, of which nothing is published: query, form or JSON. */
export function recordByEither(call: Call): Promise<Answer> {
  return record(call, { ...named(call.query), ...readEither(call.body) });
}

function readEither(body: Buffer): Fields {
  if (body.length === 0) return {};
  return /^\s*[{[]/.test(body.toString()) ? jsonObject(body) : named(new URLSearchParams(body.toString()));
}

/** The parameters that count; of one that is repeated the first, as everywhere. */
function named(parameters: URLSearchParams): Fields {
  return Object.fromEntries(
    ['message_id', 'action_type'].flatMap((name) => {
      const value = parameters.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/**
 * Records a click or a conversion of a message. Neither parameters nor answer are published: `message_id` is the name of
 * the webhooks' field, `action_type` that of the unified list; `click` is a click, every other word the kind of a conversion.
 * @throws ApiError INVALID_PARAMS, NOT_FOUND for a message that does not exist
 */
async function record({ store, outbox, now }: Call, { message_id: id, action_type: type }: Fields): Promise<Answer> {
  if (typeof id !== 'string' || id === '') {
    throw new ApiError('INVALID_PARAMS', 'message_id is missing. The sandbox takes message_id and action_type.');
  }
  const action = type ?? DEFAULT_ACTION;
  if (typeof action !== 'string' || action === '' || action.length > LONGEST_ACTION) {
    throw new ApiError('INVALID_PARAMS', `action_type is not a text of 1 to ${LONGEST_ACTION} characters.`);
  }
  const message = store.find(id);
  if (!message) throw new ApiError('NOT_FOUND', 'There is no message with this id.');
  const changed =
    action === CLICK
      ? { ...message, clicks: message.clicks + 1, clickedAt: message.clickedAt ?? now }
      : { ...message, actions: message.actions + 1, action: { type: action, at: now } };
  const { uniqueClicksOnly } = store.webhooksOf(message.workspace);
  // Only of broadcasts: links that were shortened in messages of the API are not covered (FACTS.md section 1.12).
  const isRepeated = action === CLICK && uniqueClicksOnly && message.source === 'broadcasts' && message.clicks > 0;
  const job = action === CLICK ? outbox.job('click', message, now) : outbox.job('conversion', message, now, action);
  const jobs = isRepeated ? [] : [job];
  try {
    await store.change(changed, jobs);
  } catch {
    throw new ApiError('INTERNAL_ERROR', 'The sandbox could not write its state file; nothing was recorded.');
  }
  outbox.start(jobs);
  return json(200, { status: true });
}

import { measureText, type TextMeasure } from '../../sms';
import { CURRENCY } from '../basics/accounts';
import { ApiError, type ApiErrorCode } from '../basics/errors';
import { type Answer, json } from '../exchange/answer';
import type { Call } from '../exchange/call';
import { destinationOf } from '../traffic/countries';
import { messageId, money, type StoredMessage, uuid } from '../traffic/message';
import { effectOf, type NumberEffect } from '../traffic/numbers';
import { readSendRequest, type SendRequest } from './send-request';

/** The parts of a long SMS are counted in one byte. */
const MAX_SEGMENTS = 255;

/** One recipient of a send. */
interface Recipient {
  readonly number: string;
  readonly effect: NumberEffect;
  readonly country: string;
  readonly cost: number;
}

/** `POST /sms/send` (FACTS.md section 1.2). */
export async function sendSms(call: Call): Promise<Answer> {
  const request = readSendRequest(call.body);
  const text = measureText(request.message);
  if (text.segments > MAX_SEGMENTS) {
    throw new ApiError(
      'INVALID_MESSAGE',
      `The message needs ${text.segments} parts; at most ${MAX_SEGMENTS} can be sent.`,
    );
  }
  const recipients = request.to.map((number) => toRecipient(number, text));
  const accepted = recipients.filter(({ effect }) => effect.kind !== 'refused');
  const cost = money(accepted.reduce((sum, recipient) => sum + recipient.cost, 0));
  checkBalance(call, recipients, cost, text);
  refuseWhole(recipients);
  const messages = new Map(
    accepted.map((recipient, index) => [recipient, toMessage(recipient, index, request, text, call)]),
  );
  const jobs = call.outbox.afterSend([...messages.values()], recipients.length === 1);
  try {
    await call.store.add([...messages.values()], call.caller.test ? 0 : cost, jobs);
  } catch {
    throw new ApiError('DB_ERROR', 'The sandbox could not write its state file; nothing was queued.');
  }
  call.outbox.start(jobs);
  return withEffects(json(200, describe(recipients, messages, cost, text, call.caller.test)), recipients);
}

function toRecipient(number: string, { segments }: TextMeasure): Recipient {
  const { country, rate } = destinationOf(number);
  return { number, effect: effectOf(number), country, cost: money(segments * rate) };
}

/** Refuses with the extended body of FACTS.md section 1.2 what the balance does not cover, or a number that stands for it. */
function checkBalance(
  { store }: Call,
  recipients: readonly Recipient[],
  cost: number,
  { segments }: TextMeasure,
): void {
  const forced = recipients.some(({ effect }) => effect.kind === 'error' && effect.code === 'INSUFFICIENT_BALANCE');
  const balance = forced ? 0 : store.balance;
  if (cost <= balance) return;
  throw new ApiError('INSUFFICIENT_BALANCE', 'The balance does not cover this send.', {
    body: {
      balance,
      estimated_cost: cost,
      currency: CURRENCY,
      total_recipients: recipients.length,
      billable_recipients: recipients.filter(({ effect }) => effect.kind !== 'refused').length,
      segments,
    },
  });
}

const refusals: Readonly<Partial<Record<ApiErrorCode, string>>> = {
  RATE_LIMIT_EXCEEDED: 'More requests than the account may send in a second.',
  DB_ERROR: 'The messages could not be queued. Nothing was sent; repeating is safe.',
  INTERNAL_ERROR: 'The server has failed.',
  SANDBOX_UNAVAILABLE: 'The simulator is down. A test key is never sent for real.',
};

function refuseWhole(recipients: readonly Recipient[]): void {
  for (const { number, effect } of recipients) {
    if (effect.kind !== 'error') continue;
    throw new ApiError(effect.code, `${refusals[effect.code] ?? 'Refused.'} (The number ${number} stands for this.)`);
  }
}

function toMessage(
  { number, effect, country, cost }: Recipient,
  index: number,
  { message, sender }: SendRequest,
  { segments }: TextMeasure,
  { caller, now, random }: Call,
): StoredMessage {
  const bytes = random(24);
  return {
    // The recipients of one send differ in their nanoseconds as well, so that ids sort as they were sent.
    id: messageId(now, index, bytes),
    telecomId: uuid(bytes.subarray(8)),
    workspace: caller.workspace,
    source: 'api',
    billed: true,
    recipient: number,
    country,
    sender,
    text: message,
    segments,
    cost,
    outcome: effect.kind === 'outcome' ? effect.outcome : 'DELIVRD',
    created: now,
    clicks: 0,
    clickedAt: null,
    actions: 0,
    action: null,
  };
}

function describe(
  recipients: readonly Recipient[],
  messages: ReadonlyMap<Recipient, StoredMessage>,
  cost: number,
  { segments, encoding }: TextMeasure,
  test: boolean,
) {
  const results = recipients.map((recipient) => {
    const message = messages.get(recipient);
    const status = recipient.effect.kind === 'refused' ? recipient.effect.status : 'accepted';
    return { dnis: recipient.number, ...(message ? { message_id: message.id } : {}), segments, status };
  });
  const count = (status: string) => results.filter((result) => result.status === status).length;
  return {
    status: true,
    messages: [...messages.values()].map(({ recipient, id }) => ({
      dnis: recipient,
      message_id: id,
      segment_num: segments,
    })),
    results,
    summary: {
      total_recipients: recipients.length,
      total_segments: segments * messages.size,
      total_cost: cost,
      encoding,
      accepted_count: count('accepted'),
      blocked_count: count('blocked_country'),
      queue_error_count: count('queue_error'),
      config_error_count: count('config_error'),
      db_error_count: 0,
    },
    ...(test ? { sandbox: true } : {}),
  };
}

/** Numbers that play with the answer: the slowest one counts, a dropped connection before all. */
function withEffects(answer: Answer, recipients: readonly Recipient[]): Answer {
  if (recipients.some(({ effect }) => effect.kind === 'drop')) return { ...answer, cut: 'before' };
  const delayMs = Math.max(0, ...recipients.map(({ effect }) => (effect.kind === 'slow' ? effect.ms : 0)));
  return { ...answer, delayMs };
}

import { isoSeconds } from '../basics/times';
import { deliveryAt } from '../traffic/delivery';
import type { StoredMessage } from '../traffic/message';
import type { Channel } from './settings';

/** Something that a receiver has still to be told. */
export interface WebhookJob {
  readonly id: string;
  readonly channel: Channel;
  readonly workspace: number;
  readonly messageId: string;
  /** Kind of a conversion; null for other events. */
  readonly action: string | null;
  /** When it happened, in ms. */
  readonly at: number;
  /** When to tell it, in ms. */
  readonly due: number;
  /** Which attempt that will be, from 1. */
  readonly attempt: number;
}

/** One call of a receiver, as it went. */
export interface WebhookAttempt {
  readonly id: number;
  readonly channel: Channel;
  readonly workspace: number;
  readonly messageId: string;
  /** The address that was called. */
  readonly url: string;
  readonly attempt: number;
  readonly isTest: boolean;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** What went wrong; null where the receiver took it. */
  readonly error: string | null;
  /** When it began, in ms, and how long it took. */
  readonly at: number;
  readonly ms: number;
}

/** What there is to tell about a message, by the names of the fields. */
export type EventFields = Readonly<Record<string, string | number>>;

/**
 * Everything that an event could tell (FACTS.md section 6). Published are the fields of `delivery`; the other events are given
 * the same ones, and a conversion its kind.
 * @param at when it happened, in ms
 */
export function eventFields(message: StoredMessage, at: number, action: string | null): EventFields {
  const { status, code } = deliveryAt(message, at);
  return {
    message_id: message.id,
    telecom_message_id: message.telecomId,
    recipient: message.recipient,
    sender_id: message.sender,
    status,
    status_code: code,
    num_parts: message.segments,
    cost: message.cost,
    timestamp: isoSeconds(at),
    workspace_id: message.workspace,
    ...(action === null ? {} : { action_type: action }),
  };
}

/** Fields that are sent where none were chosen; only those of `delivery` are published (FACTS.md section 6). */
const defaultFields: Readonly<Record<Channel, readonly string[]>> = {
  delivery: ['message_id', 'recipient', 'sender_id', 'status', 'status_code', 'num_parts', 'cost', 'timestamp'],
  impression: ['message_id', 'recipient', 'sender_id', 'num_parts', 'cost', 'timestamp'],
  click: ['message_id', 'recipient', 'sender_id', 'timestamp'],
  conversion: ['message_id', 'recipient', 'sender_id', 'action_type', 'timestamp'],
};

/** The JSON body of an event. A chosen field that there is nothing to say about is left out. */
export function eventBody(channel: Channel, fields: EventFields, chosen = defaultFields[channel]): string {
  return JSON.stringify(
    Object.fromEntries(chosen.flatMap((name) => (Object.hasOwn(fields, name) ? [[name, fields[name]]] : []))),
  );
}

/** Placeholders of a postback address; they are filled in URL-encoded (FACTS.md section 1.14). */
const placeholders: Readonly<Record<string, string>> = {
  message_id: 'message_id',
  phone: 'recipient',
  recipient: 'recipient',
  sender_id: 'sender_id',
  cost: 'cost',
  status: 'status',
  status_code: 'status_code',
  num_parts: 'num_parts',
  timestamp: 'timestamp',
  telecom_message_id: 'telecom_message_id',
};

/** An address with its placeholders filled in; other braces stay. */
export function filledUrl(url: string, fields: EventFields): string {
  return url.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(placeholders, name) ? fields[placeholders[name] ?? ''] : undefined;
    return value === undefined ? whole : encodeURIComponent(String(value));
  });
}

import { USER_ID } from '../basics/accounts';
import type { Outcome } from './numbers';

/** A conversion. */
export interface Action {
  readonly type: string;
  /** In ms. */
  readonly at: number;
}

/** A message as the sandbox keeps it; its status follows from `created`, `outcome` and the clock. */
export interface StoredMessage {
  /** `api_{user}_{nanoseconds}_{16 hex}` (FACTS.md section 1.2). */
  readonly id: string;
  /** The carrier's id, a UUID. */
  readonly telecomId: string;
  readonly workspace: number;
  readonly source: 'api' | 'broadcasts';
  /** False for a broadcast message that was not sent in the end, and so not charged. */
  readonly billed: boolean;
  readonly recipient: string;
  /** ISO code of two letters. */
  readonly country: string;
  readonly sender: string;
  readonly text: string;
  readonly segments: number;
  readonly cost: number;
  readonly outcome: Outcome;
  /** In ms. */
  readonly created: number;
  /** Clicks on its short link, and when the first one was, in ms. */
  readonly clicks: number;
  readonly clickedAt: number | null;
  /** Conversions that were recorded, and the last one of them. */
  readonly actions: number;
  readonly action: Action | null;
}

/**
 * A message id in the documented form.
 * @param created in ms
 * @param nanoseconds of that millisecond, 0 to 999 999
 */
export function messageId(created: number, nanoseconds: number, random: Uint8Array): string {
  const time = `${Math.floor(created)}${String(nanoseconds).padStart(6, '0')}`.padStart(19, '0');
  return `api_${USER_ID}_${time}_${Buffer.from(random.subarray(0, 8)).toString('hex')}`;
}

/** A UUID of version 4 made of 16 random bytes. */
export function uuid(random: Uint8Array): string {
  const bytes = Buffer.from(random.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Money without the noise of binary fractions: six decimals (rounding is not published, FACTS.md section 1.2). */
export function money(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

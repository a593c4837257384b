import type { DeliveryStatus } from '../../sms';
import { DAY } from '../basics/times';
import type { StoredMessage } from './message';
import type { Outcome } from './numbers';

const SENT_AFTER = 1_000;
const REPORT_AFTER = 5_000;
const LATE_REPORT_AFTER = 60_000;
/** Without a report the service gives up after three days (FACTS.md section 5.5). */
const GIVEN_UP_AFTER = 3 * DAY;

/** Codes of the carrier. Only `000` is published (FACTS.md section 5.5); the others are invented. */
const carrierCodes: Readonly<Partial<Record<DeliveryStatus, string>>> = {
  DELIVRD: '000',
  UNDELIV: '001',
  REJECTD: '002',
  EXPIRED: '003',
  UNKNOWN: '004',
};

/** Where a message stands. */
export interface Delivery {
  readonly status: DeliveryStatus;
  /** Carrier code; empty before the report. */
  readonly code: string;
  /** When it reached the phone, in ms; null before, and for a message that never did. */
  readonly deliveredAt: number | null;
}

/**
 * Status of a message: pending, sent after a second, and what its number stands for after five (FACTS.md section 3.1).
 * @param now in ms
 */
export function deliveryAt({ created, outcome }: StoredMessage, now: number): Delivery {
  const age = now - created;
  const [status, after] = lastStatus(outcome);
  if (age >= after) {
    return { status, code: carrierCodes[status] ?? '', deliveredAt: status === 'DELIVRD' ? created + after : null };
  }
  return { status: age >= SENT_AFTER ? 'sent' : 'pending', code: '', deliveredAt: null };
}

/**
 * When the carrier reports on a message, in ms. Null for one that never got to a carrier, and for one that the service gives
 * up on: that is no report, and whether receivers are told of it is not published (FACTS.md section 5.5).
 */
export function reportAt({ created, outcome }: StoredMessage): number | null {
  if (outcome === 'failed' || outcome === 'silent') return null;
  return created + lastStatus(outcome)[1];
}

/** The status a message ends with, and after how many ms. */
function lastStatus(outcome: Outcome): readonly [DeliveryStatus, number] {
  switch (outcome) {
    case 'late':
      return ['DELIVRD', LATE_REPORT_AFTER];
    case 'silent':
      return ['UNDELIV', GIVEN_UP_AFTER];
    case 'failed':
      return ['failed', SENT_AFTER];
    default:
      return [outcome, REPORT_AFTER];
  }
}

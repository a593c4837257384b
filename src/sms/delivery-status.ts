/** Statuses that a message can have (FACTS.md section 5.5). */
export const deliveryStatuses = [
  'pending',
  'sent',
  'ENROUTE',
  'ACCEPTD',
  'DELIVRD',
  'UNDELIV',
  'REJECTD',
  'DELETED',
  'EXPIRED',
  'UNKNOWN',
  'failed',
] as const;

export type DeliveryStatus = (typeof deliveryStatuses)[number];

const inFlight: readonly string[] = ['pending', 'sent', 'ENROUTE', 'ACCEPTD'] satisfies DeliveryStatus[];

/** Whether a status will not change any more. A status that is not documented is taken as not final, so that it is asked for again. */
export function isFinalStatus(status: string): boolean {
  return isKnown(status) && !inFlight.includes(status);
}

function isKnown(status: string): status is DeliveryStatus {
  return (deliveryStatuses as readonly string[]).includes(status);
}

const undelivered = ['UNDELIV', 'REJECTD', 'DELETED'] as const satisfies DeliveryStatus[];
const pending = ['pending', 'sent', 'ENROUTE', 'ACCEPTD'] as const satisfies DeliveryStatus[];

/**
 * Statuses behind each value of the `status` filter of the message lists (FACTS.md section 1.4). The status `failed` is
 * not named there; it is put beside the undelivered ones, where a person would look for it.
 */
export const messageFilters = {
  delivered: ['DELIVRD'],
  undelivered: [...undelivered, 'failed'],
  failed: [...undelivered, 'failed'],
  expired: ['EXPIRED'],
  pending,
  sent: pending,
  unknown: ['UNKNOWN'],
} as const satisfies Record<string, readonly DeliveryStatus[]>;

/**
 * Statuses behind each counter of the statistics (FACTS.md section 1.7): `UNKNOWN` counts as undelivered there. So does
 * `failed` here: not documented, but it has to be in one of the four for `sent` to add up.
 */
export const statisticGroups = {
  delivered: ['DELIVRD'],
  undelivered: [...undelivered, 'UNKNOWN', 'failed'],
  pending,
  expired: ['EXPIRED'],
} as const satisfies Record<string, readonly DeliveryStatus[]>;

export type StatisticGroup = keyof typeof statisticGroups;

/** The counter of the statistics that a message of this status belongs to. */
export function statisticGroup(status: DeliveryStatus): StatisticGroup {
  const groups = Object.keys(statisticGroups) as StatisticGroup[];
  return groups.find((group) => (statisticGroups[group] as readonly string[]).includes(status)) ?? 'pending';
}

import { measureText } from '../../sms';
import { MAIN_WORKSPACE } from '../basics/accounts';
import { DAY, dayStart } from '../basics/times';
import { destinationOf } from './countries';
import { messageId, money, type StoredMessage, uuid } from './message';
import type { Outcome } from './numbers';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Two months, so that every period of the statistics has something to show. */
const DAYS = 62;

/** Ranges that the regulators keep free for films and books, up to the digits that vary. */
const fictionalRanges = ['+1415555013', '+44770090012', '+3363998001', '+49171392000', '+4670174061'];

const apiTexts = [
  'Your code is 8472',
  'Your parcel arrives today between 14:00 and 16:00.',
  'Ваш код: 8472',
  'We tried to deliver your parcel today, but nobody was at home. It waits for you at the post office until Saturday; please bring an identity card. To choose another day, answer with its date.',
];
const campaignTexts = ['Summer sale: 20 % off until Sunday. https://s.example/aB3x'];

/** Of a hundred messages, how many end how. */
const shares: readonly [Outcome, number][] = [
  ['UNDELIV', 3],
  ['REJECTD', 1],
  ['EXPIRED', 2],
  ['UNKNOWN', 1],
];

/**
 * Two months of traffic before `anchor`, so that statistics are not empty on the first day. The same anchor always gives
 * the same messages: a sandbox that keeps its state stores only the anchor.
 * @param anchor in ms; the newest message is an hour older
 */
export function seedHistory(anchor: number): readonly StoredMessage[] {
  const random = generator(anchor);
  const api = apiTexts.map(measured);
  const broadcasts = campaignTexts.map(measured);
  const messages: StoredMessage[] = [documentedMessage()];
  const today = dayStart(anchor);
  for (let day = DAYS; day >= 0; day--) {
    const start = today - day * DAY;
    const weekend = [0, 6].includes(new Date(start).getUTCDay());
    const count = (weekend ? 12 : 30) + Math.floor(random() * 10);
    for (let i = 0; i < count; i++) {
      const source = i % 4 === 3 ? 'broadcasts' : 'api';
      const text = pick(source === 'api' ? api : broadcasts, random);
      messages.push(oneMessage(start + i * (DAY / count), source, text, random));
    }
  }
  return messages.filter(({ created }) => created < anchor - HOUR);
}

/** Id of the sample of FACTS.md section 1.3. */
export const SAMPLE_ID = 'api_42_1743667200123456789_a3f8b2c1d9e45f67';

/** That sample, so that its id can be asked for; too old for the periods that have a name. */
function documentedMessage(): StoredMessage {
  return {
    id: SAMPLE_ID,
    telecomId: '6946d0f5-040b-106e-42c7-49026f2b5bc1',
    workspace: MAIN_WORKSPACE,
    source: 'api',
    billed: true,
    recipient: '+14155551234',
    country: 'US',
    sender: 'MyApp',
    text: 'Hello',
    segments: 1,
    cost: 0.0085,
    outcome: 'DELIVRD',
    created: 1743667200123,
    clicks: 0,
    clickedAt: null,
    actions: 0,
    action: null,
  };
}

/** A text and the segments it needs. */
interface Measured {
  readonly text: string;
  readonly segments: number;
}

function measured(text: string): Measured {
  return { text, segments: measureText(text).segments };
}

function oneMessage(
  created: number,
  source: StoredMessage['source'],
  { text, segments }: Measured,
  random: () => number,
): StoredMessage {
  const campaign = source === 'broadcasts';
  const recipient = pick(fictionalRanges, random) + String(Math.floor(random() * 10));
  const { country, rate } = destinationOf(recipient);
  const billed = !campaign || random() < 0.96;
  const drawn = pickOutcome(random() * 100);
  const outcome = billed ? drawn : 'failed';
  const clicks = campaign && billed && outcome === 'DELIVRD' && random() < 0.3 ? 1 + Math.floor(random() * 2) : 0;
  const bytes = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
  // Within the hour that every invented message is old.
  const clickedAt = Math.floor(created) + (1 + ((bytes[0] ?? 0) % 40)) * MINUTE;
  const nanoseconds = Math.floor(random() * 1e6);
  const converted = clicks > 0 && random() < 0.4;
  return {
    id: messageId(created, nanoseconds, bytes),
    telecomId: uuid(bytes),
    workspace: MAIN_WORKSPACE,
    source,
    billed,
    recipient,
    country,
    sender: campaign ? 'Shop' : 'MyApp',
    text,
    segments,
    cost: billed ? money(segments * rate) : 0,
    outcome,
    created: Math.floor(created),
    clicks,
    clickedAt: clicks > 0 ? clickedAt : null,
    actions: converted ? 1 : 0,
    action: converted ? { type: 'registration', at: clickedAt + 5 * MINUTE } : null,
  };
}

function pickOutcome(percent: number): Outcome {
  let sum = 0;
  for (const [outcome, share] of shares) {
    sum += share;
    if (percent < sum) return outcome;
  }
  return 'DELIVRD';
}

function pick<T>(list: readonly T[], random: () => number): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from');
  return item;
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32, a published generator of one line). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

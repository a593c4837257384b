import { type Draft, PARTS, type Part, type Variant } from './draft';
import type { MistakeId } from './mistakes';
import type { Subject } from './subject';

/** Half of the window in which the service takes a timestamp (FACTS.md section 3). */
export const WINDOW_SECONDS = 300;

const DIFFERS_SECONDS = 5;

/** What goes wrong with method, timestamp, separators and order (cli: table of `doctor`). */
export function messageVariants(subject: Subject, now: number): Variant[] {
  return [...methodVariants(), ...timestampVariants(subject, now), ...joinVariants()];
}

function variant(
  id: MistakeId,
  area: Variant['area'],
  slot: string,
  rank: Variant['rank'],
  changed: Partial<Draft>,
): Variant {
  const keys = Object.keys(changed) as (keyof Draft)[];
  return {
    id,
    area,
    slot,
    rank,
    apply: (draft) => (keys.every((key) => draft[key] === changed[key]) ? null : { ...draft, ...changed }),
  };
}

function methodVariants(): Variant[] {
  const written = (rank: 0 | 1, change: (method: string) => string): Variant => ({
    id: 'lowercase-method',
    area: 'method',
    slot: 'method',
    rank,
    apply: (draft) => {
      const method = draft.method === null ? null : change(draft.method);
      return method === draft.method ? null : { ...draft, method };
    },
  });
  return [
    written(0, (method) => method.toLowerCase()),
    written(1, (method) => method.charAt(0) + method.slice(1).toLowerCase()),
    variant('method-missing', 'method', 'method', 0, { method: '' }),
    variant('method-missing', 'method', 'method', 0, { method: null }),
  ];
}

function timestampVariants({ timestamp }: Subject, now: number): Variant[] {
  const made: Variant[] = [];
  const add = (id: MistakeId, rank: Variant['rank'], text: string | null) =>
    made.push(variant(id, 'timestamp', 'timestamp', rank, { timestamp: text }));
  add('timestamp-missing', 0, '');
  add('timestamp-missing', 0, null);
  const { unit, seconds, written } = timestamp;
  if (unit === 'milliseconds') add('timestamp-milliseconds', 0, written);
  if (seconds !== null) {
    for (let distance = 1; distance <= DIFFERS_SECONDS; distance++) {
      for (const text of [seconds + distance, seconds - distance]) {
        if (text >= 0) add('timestamp-differs', distance === 1 ? 0 : 1, String(text));
      }
    }
    if (unit === 'seconds') {
      add('timestamp-milliseconds', 0, String(seconds * 1000));
      for (let ms = 1; ms < 1000; ms++) add('timestamp-milliseconds', 2, String(seconds * 1000 + ms));
    }
  }
  // Which second was signed is looked for where the request does not tell it.
  if (written === null) {
    for (let distance = 1; distance <= WINDOW_SECONDS; distance++) {
      for (const text of [now - distance, now + distance]) add('missing-header', 2, String(text));
    }
  }
  return made;
}

/** Those of the table first, then others that programs use. */
const SEPARATORS: readonly (readonly [separator: string, rank: 0 | 1])[] = [
  ['\n', 0],
  ['.', 0],
  [':', 0],
  [' ', 0],
  ['', 0],
  ['\r\n', 1],
  [',', 1],
  [';', 1],
  ['&', 1],
  ['-', 1],
  ['_', 1],
  ['/', 1],
];

function joinVariants(): Variant[] {
  const orders = permutations(PARTS).filter((order) => order.some((part, i) => part !== PARTS[i]));
  return [
    ...SEPARATORS.map(([separator, rank]) => variant('wrong-separator', 'join', 'separator', rank, { separator })),
    ...orders.map((order) => variant('wrong-order', 'join', 'order', 1, { order })),
  ];
}

function permutations(parts: readonly Part[]): Part[][] {
  if (parts.length <= 1) return [[...parts]];
  return parts.flatMap((first) => permutations(parts.filter((part) => part !== first)).map((rest) => [first, ...rest]));
}

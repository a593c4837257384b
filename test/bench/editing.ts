import { type Figure, quantile } from './measure';
import { tenThousandRequests } from './requests';
import { Session, type Spent } from './session';

const ROUNDS = 60;

/** One character typed into a body in the middle of 10,000 requests, until all that is drawn of the document is new. */
export async function editing(): Promise<readonly Figure[]> {
  const session = new Session(tenThousandRequests());
  await session.edit([]);
  // Asked for once: nothing in the editor asks for the whole text of a version.
  const at = session.text.indexOf('Your code is 5000') + 9;
  const spent: Spent[] = [];
  for (let round = -20; round < ROUNDS; round++) {
    const one = await session.edit([{ start: at, end: at, text: 'x' }]);
    if (round >= 0) spent.push(one);
  }
  const median = (of: (one: Spent) => number) => quantile(spent.map(of), 0.5);
  const total = median(({ parse, lenses, outline, diagnostics }) => parse + lenses + outline + diagnostics);
  const parts = [
    `blocks and lines ${median(({ parse }) => parse).toFixed(2)}`,
    `lenses ${median(({ lenses }) => lenses).toFixed(2)}`,
    `outline ${median(({ outline }) => outline).toFixed(2)}`,
    `diagnostics ${median(({ diagnostics }) => diagnostics).toFixed(2)}`,
  ];
  return [
    {
      name: 'one character into 10,000 requests, milliseconds, median',
      ratio: total,
      goal: '≤ 5',
      detail: parts.join(', '),
    },
  ];
}

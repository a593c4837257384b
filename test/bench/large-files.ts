import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { type Figure, quantile } from './measure';
import { Session } from './session';

const ROUNDS = 5;

/** The longest single task while a character is typed into a file that is large in other ways than many requests. */
export async function largeFiles(): Promise<readonly Figure[]> {
  const members = Array.from(
    { length: 3500 },
    (_, i) => `  "member${i}": "a value of ${i} with some length to it, {{v}}"`,
  );
  const body = `### Big\nPOST /api/v1/sms/send\nContent-Type: application/json\n\n{\n${members.join(',\n')}\n}\n`;
  const cases: [string, string, number][] = [
    [`a body of ${kilobytes(body)}`, body, body.length >> 1],
    ['a line of 5 MB that is no request', 'x'.repeat(5_000_000), 2_500_000],
    ['an address of 5 MB', `GET /${'a'.repeat(5_000_000)}`, 2_500_000],
    ['a line of 700,000 variables', `POST /api\n\n${'{{x}} '.repeat(700_000)}`, 2_100_000],
    ['100,000 header lines without colon', `GET /x\n${'abcde\n'.repeat(100_000)}`, 300_000],
    ['a line of 5 MB in a body', `POST /api\n\n{"a":"${'b'.repeat(5_000_000)}"}`, 2_500_000],
  ];
  const figures: Figure[] = [];
  for (const [what, text, at] of cases) figures.push(await longestTask(what, text, at));
  return figures;
}

async function longestTask(what: string, text: string, at: number): Promise<Figure> {
  const session = new Session(text);
  await session.edit([]);
  const longest: number[] = [];
  for (let round = -2; round < ROUNDS; round++) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await wait(10);
    await session.edit([{ start: at, end: at, text: 'y' }]);
    await wait(10);
    delay.disable();
    if (round >= 0) longest.push(delay.max / 1e6);
  }
  const ratio = quantile(longest, 0.5);
  return {
    name: `longest task while typing into ${what}, milliseconds, median`,
    ratio,
    goal: '≤ 50',
    detail: `worst ${Math.max(...longest).toFixed(1)}`,
  };
}

function kilobytes(text: string): string {
  return `${Math.round(text.length / 1024)} KB`;
}

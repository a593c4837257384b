import { execFileSync } from 'node:child_process';
import { type HttpFile, parse } from '../../src/http';
import type { Figure } from './measure';
import { visit } from './parsing';
import { tenThousandRequests } from './requests';

/** Makes the bench measure memory in a process of its own, and print it. */
export const HELD_SWITCH = '--held';

interface Held {
  readonly text: number;
  readonly parsed: number;
  readonly read: number;
}

/** Memory that a parsed document holds, its text included, against the length of the text. */
export async function heldMemory(): Promise<readonly Figure[]> {
  const output = execFileSync(process.execPath, ['--expose-gc', process.argv[1] ?? '', HELD_SWITCH], {
    encoding: 'utf8',
  });
  const { text, parsed, read } = JSON.parse(output) as Held;
  const figure = (name: string, bytes: number) => ({
    name,
    ratio: bytes / text,
    goal: '≤ 15',
    detail: `${(bytes / 1024 / 1024).toFixed(1)} MB for a text of ${(text / 1024 / 1024).toFixed(1)} MB`,
  });
  return [
    figure('memory of a parsed document against its text', parsed),
    figure('the same once every node was read', read),
  ];
}

/** Bytes held by a document, as JSON. */
export async function heldByParse(): Promise<string> {
  const { length } = tenThousandRequests();
  const kept: HttpFile[] = [];
  const before = heap();
  // Flat, as the editor hands it over.
  kept.push(parse(Buffer.from(tenThousandRequests(), 'latin1').toString('latin1')));
  const first = kept[0];
  if (!first) throw new Error('no file');
  if (first.requests.length + first.lineStarts.length === 0) throw new Error('nothing parsed');
  const parsed = heap() - before;
  visit(first);
  const read = heap() - before;
  const held: Held = { text: length, parsed, read };
  return JSON.stringify(held);
}

function heap(): number {
  if (!globalThis.gc) throw new Error('run with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

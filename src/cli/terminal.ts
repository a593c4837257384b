import { createInterface } from 'node:readline/promises';
import { addAbortSignal, Writable } from 'node:stream';
import { styleText } from 'node:util';
import { visible } from './visible';

type Style = Parameters<typeof styleText>[0];

/** A text in a colour of ours. */
export type Styled = readonly [style: Style, text: string];

/** The person at the other end, or a script. Nothing that is printed can steer the terminal: see `visible`. */
export interface Terminal {
  /** Whether questions can be asked. */
  readonly interactive: boolean;
  /** A result: goes to stdout; coloured where that is wanted. */
  result(...parts: readonly (string | Styled)[]): void;
  /** A message: goes to stderr. */
  message(text: string): void;
  /** Asks on the terminal. @returns null when the person gives nothing (end of input) */
  ask(question: string, options?: { masked?: boolean }): Promise<string | null>;
  /** All of stdin as lines, without the line ends. */
  readLines(): Promise<string[]>;
  /** All of stdin, byte for byte. */
  readBytes(): Promise<Buffer>;
}

/**
 * The terminal of this process.
 * @param stopped ends whatever waits for the person
 */
export function processTerminal(color: boolean, stopped: AbortSignal): Terminal {
  const interactive = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const colored = color && process.stdout.isTTY === true && !process.env.NO_COLOR;
  const styled = ([style, text]: Styled) => (colored ? styleText(style, visible(text)) : visible(text));
  return {
    interactive,
    result: (...parts) => {
      const texts = parts.map((part) => (typeof part === 'string' ? visible(part) : styled(part)));
      process.stdout.write(`${texts.join('')}\n`);
    },
    message: (text) => void process.stderr.write(`${visible(text)}\n`),
    ask: (question, { masked = false } = {}) => ask(question, masked, stopped),
    readLines: async () => (await readBytes(stopped)).toString('utf8').split(/\r?\n/),
    readBytes: () => readBytes(stopped),
  };
}

async function ask(question: string, masked: boolean, signal: AbortSignal): Promise<string | null> {
  process.stderr.write(visible(question));
  // readline echoes into its output; with a mute one nothing that is typed shows.
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = masked ? mute : process.stderr;
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await new Promise<string | null>((resolve) => {
      reader.once('close', () => resolve(null));
      reader.once('SIGINT', () => reader.close());
      reader.question('', { signal }).then(resolve, () => resolve(null));
    });
  } finally {
    reader.close();
    if (masked) process.stderr.write('\n');
  }
}

/** @throws the abort reason when the person stops */
async function readBytes(signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of addAbortSignal(signal, process.stdin)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

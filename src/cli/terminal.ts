import { createInterface } from 'node:readline/promises';
import { addAbortSignal, Writable } from 'node:stream';
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** The person at the other end, or a script. */
export interface Terminal {
  /** Whether questions can be asked. */
  readonly interactive: boolean;
  /** A result: goes to stdout. */
  result(text: string): void;
  /** A message: goes to stderr. */
  message(text: string): void;
  /** Coloured for stdout where that is wanted. */
  style(style: Style, text: string): string;
  /** Asks on the terminal. @returns null when the person gives nothing (end of input) */
  ask(question: string, options?: { masked?: boolean }): Promise<string | null>;
  /** All of stdin as lines, without the line ends. */
  readLines(): Promise<string[]>;
}

/**
 * The terminal of this process.
 * @param stopped ends whatever waits for the person
 */
export function processTerminal(color: boolean, stopped: AbortSignal): Terminal {
  const interactive = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const colored = color && process.stdout.isTTY === true && !process.env.NO_COLOR;
  return {
    interactive,
    result: (text) => void process.stdout.write(`${text}\n`),
    message: (text) => void process.stderr.write(`${text}\n`),
    style: (style, text) => (colored ? styleText(style, text) : text),
    ask: (question, { masked = false } = {}) => ask(question, masked, stopped),
    readLines: () => readLines(stopped),
  };
}

async function ask(question: string, masked: boolean, signal: AbortSignal): Promise<string | null> {
  process.stderr.write(question);
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
async function readLines(signal: AbortSignal): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of addAbortSignal(signal, process.stdin)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8').split(/\r?\n/);
}

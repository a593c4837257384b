import type { HttpFile, Resolved } from '../http';
import type { PreparedRequest } from '../request';
import type { Exchange } from '../sending';
import { type EarlierExchange, earlierExchange } from './earlier-exchange';
import { earlierValue } from './earlier-value';
import type { JsonPathQuery } from './json-path';
import { RequestNames } from './request-names';

/** All bodies that are kept together; the oldest ones make room. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

/**
 * The exchanges that later requests may ask for, in memory only and for each file apart: one of these for a window of the
 * editor, one for a run of the command line. Of several requests with one name, the one that was sent last counts.
 */
export class EarlierAnswers {
  /** By file and name, the oldest first. */
  private readonly kept = new Map<string, EarlierExchange | 'forgotten'>();
  private readonly used = new Set<string>();
  private query: JsonPathQuery | null = null;

  /** @param maxBytes of all bodies together */
  constructor(private readonly maxBytes = MAX_KEPT_BYTES) {}

  /**
   * Keeps an exchange under the name of its request; one without a name cannot be asked for.
   * @param file what tells files apart, such as their address
   * @param exchange one that was put on the wire
   */
  async remember(file: string, request: PreparedRequest, exchange: Exchange): Promise<void> {
    if (request.name === null || exchange.attempts === 0) return;
    // Loaded on first use: most files never ask.
    this.query ??= (await import('./json-path')).queryJson;
    const key = keyOf(file, request.name);
    this.kept.delete(key);
    this.kept.set(key, earlierExchange(request, exchange));
    this.makeRoom(key);
  }

  /** Lets go of the exchanges of a file, or of all files in a folder. */
  forget(file: string): void {
    for (const key of [...this.kept.keys()]) {
      if (key.startsWith(`${file}\n`) || key.startsWith(`${file}/`)) this.kept.delete(key);
    }
  }

  /**
   * What `VariableContext.requestValue` asks for.
   * @param read gives the file as it is now
   */
  valuesFor(file: string, read: () => HttpFile): (expression: string) => Resolved | undefined {
    let names: RequestNames | null = null;
    return (expression) => {
      // A plain name asks for nothing of the kind, and is asked for far more often.
      if (!/[.[]/.test(expression)) return undefined;
      const now = read();
      if (names?.file !== now) names = new RequestNames(now);
      const find = (name: string) => this.kept.get(keyOf(file, name));
      const found = earlierValue(expression, { names, find, query: this.query });
      for (const secret of found?.secrets ?? []) this.used.add(secret);
      return found;
    };
  }

  /** Values of masked members that were given to later requests: to be masked wherever those are shown. */
  get secrets(): readonly string[] {
    return [...this.used];
  }

  private makeRoom(latest: string): void {
    let total = 0;
    for (const exchange of this.kept.values()) total += bytesOf(exchange);
    for (const [key, exchange] of this.kept) {
      if (total <= this.maxBytes) return;
      if (key === latest) continue;
      total -= bytesOf(exchange);
      this.kept.set(key, 'forgotten');
    }
  }
}

function bytesOf(exchange: EarlierExchange | 'forgotten'): number {
  if (exchange === 'forgotten') return 0;
  const { request, response } = exchange;
  return (request.body?.bytes.length ?? 0) + (response?.body?.bytes.length ?? 0);
}

/** Names of requests hold no line break, and addresses of files neither. */
function keyOf(file: string, name: string): string {
  return `${file}\n${name}`;
}

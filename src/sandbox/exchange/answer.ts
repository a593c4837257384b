import { ApiError } from '../basics/errors';

/** An answer before it goes out. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whole, or in pieces that are sent as they are made. */
  readonly body: string | Iterable<string>;
  /** For the record of the request. */
  readonly errorCode?: string;
  /** Waits so long before the answer goes out; the work is done by then. */
  readonly delayMs?: number;
  /** Ends the connection instead of answering, or in the middle of the body. */
  readonly cut?: 'before' | 'within';
}

/** An answer whose body is there. */
interface WholeAnswer extends Answer {
  readonly body: string;
}

/** An answer in JSON. */
export function json(status: number, value: unknown): WholeAnswer {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
}

/** The answer to whatever a step threw; an unforeseen error gives nothing away. */
export function errorAnswer(error: unknown): WholeAnswer {
  const { status, code, description, extras } =
    error instanceof ApiError
      ? error
      : new ApiError('INTERNAL_ERROR', 'The sandbox has a fault of its own. Please report it.');
  const answer = json(status, { status: false, error_code: code, description, ...extras.body });
  return { ...answer, headers: { ...answer.headers, ...extras.headers }, errorCode: code };
}

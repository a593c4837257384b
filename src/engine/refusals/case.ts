import { type Endpoint, findEndpoint } from '../../catalog';
import type { Credential } from '../../credentials';
import { type ErrorCode, errorCodes, type Problem } from '../../messages';
import { headerOf, type PreparedRequest } from '../../request';
import { type Answer, type Exchange, jsonMembers } from '../../sending';

/** An answer with the request that it answers: all that an explanation may look at. */
export interface Case {
  readonly answer: Answer;
  readonly exchange: Exchange;
  readonly request: PreparedRequest;
  readonly credential: Credential | null;
  /** What the documentation has at this address. */
  readonly endpoint: Endpoint | undefined;
  /** Of the answer; none where it is no JSON object. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** Why something happened, and what to do about it, as far as the request at hand tells; the rest is said in general. */
export interface Specific {
  readonly why?: readonly Problem[];
  readonly todo?: readonly Problem[];
}

/** Puts together what is looked at. */
export function caseOf(
  exchange: Exchange,
  answer: Answer,
  request: PreparedRequest,
  credential: Credential | null,
): Case {
  const endpoint = findEndpoint(request.method, request.path);
  return { answer, exchange, request, credential, endpoint, members: jsonMembers(answer.body) };
}

/** The documented code that an `error_code` is, whatever the case of its letters; null for any other value. */
export function documentedCode(value: unknown): ErrorCode | null {
  const name = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return errorCodes.find((code) => code === name) ?? null;
}

/** The first header of a name, trimmed; null where there is none. */
export function trimmedHeader(headers: Answer['headers'], name: string): string | null {
  return headerOf(headers, name)?.trim() ?? null;
}

/** Longer values are cut in a sentence. */
const LONGEST = 60;

/** A value of JSON as a sentence can hold it. */
export function shown(value: unknown): string {
  return cut(JSON.stringify(value) ?? 'nothing');
}

/** One line of a text that is not ours, not longer than a sentence can hold. */
export function cut(text: string, longest = LONGEST): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** Whether the request sends messages. */
export function isSend({ endpoint }: Case): boolean {
  return endpoint?.id === 'sendSms';
}

import { createHash } from 'node:crypto';
import type { Credential } from '../credentials';
import type { HeaderPair, PreparedRequest } from '../request';
import { type Exchange, errorCodeOf, type Plan, type Redactor } from '../sending';
import { canonicalMessage } from '../signing';
import { answeredAt } from './answered-at';

/** What is signed and how, to be explained; nothing in it is secret. */
export interface SignedFacts {
  readonly method: string;
  readonly path: string;
  /** With its `?`; empty for none. */
  readonly query: string;
  readonly origin: string;
  /** Names of the headers that go out besides, each once. */
  readonly headers: readonly string[];
  /** The one that signs, or null. */
  readonly credential: Pick<Credential, 'name' | 'keyHint'> | null;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Null where nothing signs. */
  readonly signature: string | null;
  readonly bodyBytes: number;
  readonly bodySha256: string;
  readonly message: ShownMessage;
}

/** A canonical message as far as it is shown. */
export interface ShownMessage {
  /** Its beginning, secrets masked. */
  readonly bytes: Buffer;
  /** So many bytes of it are left out. */
  readonly omitted: number;
  readonly isMasked: boolean;
}

/** More of a message nobody reads; an editor would have to hold it several times. */
const LONGEST_SHOWN = 16 * 1024;
/** So much is masked beyond that, for a secret that lies across the end. */
const OVERLAP = 8 * 1024;

/** @param headers as they go out */
export function signedFacts(
  request: PreparedRequest,
  signer: Pick<SignedFacts, 'credential' | 'timestamp' | 'signature'>,
  headers: readonly HeaderPair[],
  redactor: Redactor,
): SignedFacts {
  const { method, origin, path, requestTarget, body } = request;
  const { credential, timestamp, signature } = signer;
  return {
    method,
    path: redactor.text(path),
    query: redactor.text(requestTarget.slice(path.length)),
    origin,
    headers: [...new Set(headers.map(([name]) => redactor.text(name)))],
    credential: credential && { name: credential.name, keyHint: credential.keyHint },
    timestamp,
    signature,
    bodyBytes: body.length,
    bodySha256: createHash('sha256').update(body).digest('hex'),
    message: shownMessage(request, timestamp, redactor),
  };
}

function shownMessage({ method, path, body }: PreparedRequest, timestamp: number, redactor: Redactor): ShownMessage {
  const beginning = canonicalMessage({ method, path, body: body.subarray(0, LONGEST_SHOWN + OVERLAP) }, timestamp);
  const masked = redactor.bytes(beginning);
  const bytes = upTo(masked, LONGEST_SHOWN);
  const rest = body.length - Math.min(body.length, LONGEST_SHOWN + OVERLAP);
  return { bytes, omitted: masked.length - bytes.length + rest, isMasked: !masked.equals(beginning) };
}

/** Not more than so many bytes, and no part of a character at the end. */
function upTo(bytes: Buffer, length: number): Buffer {
  if (bytes.length <= length) return bytes;
  let end = length;
  while (end > length - 4 && (bytes[end] ?? 0) >> 6 === 0b10) end--;
  return bytes.subarray(0, end);
}

/** What was sent, and what the answer says of it. */
export interface SentFacts {
  readonly facts: SignedFacts;
  readonly isInvalidSignature: boolean;
  /** Timestamp minus the time in the answer, seconds; null where the answer tells none. */
  readonly secondsFromServer: number | null;
  /** It was signed a second time, as a clock was wrong. */
  readonly clockCorrected: boolean;
}

/** @returns null for an exchange that was not signed */
export function sentFacts({ request, credential }: Plan, exchange: Exchange, redactor: Redactor): SentFacts | null {
  const { answer, headers, signedAt, clockCorrected } = exchange;
  const signature = headers.findLast(([name]) => name === 'X-Signature')?.[1];
  if (signedAt === null || !answer || signature === undefined) return null;
  const server = answeredAt(answer);
  return {
    facts: signedFacts(request, { credential, timestamp: signedAt, signature }, headers, redactor),
    isInvalidSignature: errorCodeOf(answer) === 'INVALID_SIGNATURE',
    secondsFromServer: server === null ? null : signedAt - server,
    clockCorrected,
  };
}

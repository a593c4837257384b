import type { Problem } from '../../messages';
import { opensslLine, visibleCharacters } from '../../signing';
import { durationOf, sizeOf } from '../figures';
import type { SentFacts, SignedFacts } from '../signed-facts';
import { indented, type Row, rowsOf } from './layout';
import { messageLines, signsIn } from './signs';

/** What is to be explained: a request as it stands in its file, or one that was sent. */
export type Explanation =
  | {
      readonly kind: 'live';
      /** As it is written, where nothing better is known. */
      readonly written: { readonly method: string; readonly target: string };
      /** Null where the request signs nothing, or is not complete. */
      readonly facts: SignedFacts | null;
      /** They are those of before: something is missing now, so there is no signature. */
      readonly isEarlier: boolean;
      /** Why this credential. */
      readonly why: Problem | null;
      /** What keeps it from being signed, and what else is to be known; the most important first. */
      readonly notes: readonly Note[];
      /** Server minus this computer's clock, whole seconds; null while the server's is not known. */
      readonly clockOffset: number | null;
    }
  | ({ readonly kind: 'sent' } & SentFacts);

/** Something about the request, or about a line (from 1) of its file. */
export interface Note {
  readonly problem: Problem;
  readonly line: number | null;
}

export interface ExplanationContext {
  /** The sentence of a problem in the person's language. */
  readonly say: (problem: Problem) => string;
  /** Local time of a moment in Unix seconds, with its zone. */
  readonly timeOf: (seconds: number) => string;
}

/** Lines of this length are shown; more would have to be fetched from the command line. */
const LONGEST_OPENSSL = 8 * 1024;

/** The document of an explanation (product section 4, "Explain Signature"); lines end in LF. */
export function explanationDocument(explanation: Explanation, context: ExplanationContext): string {
  const { say } = context;
  const notes = notesOf(explanation).map(({ problem, line }) =>
    line === null ? say(problem) : say({ code: 'explain.line', args: { line, what: say(problem) } }),
  );
  const { facts } = explanation;
  const parts = [[headOf(explanation, say)], notes.map((note) => `# ${note}`)];
  if (facts) parts.push(rowsOf(factRows(explanation, facts, context)), ...messageParts(facts, say));
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function headOf(explanation: Explanation, say: ExplanationContext['say']): string {
  const { kind, facts } = explanation;
  if (kind === 'live' && (!facts || explanation.isEarlier)) {
    const { method, target } = explanation.written;
    return say({ code: 'explain.head.unsigned', args: { method, path: target } });
  }
  const { method = '', path = '', credential = null, signature = null } = facts ?? {};
  const args = { method, path, name: credential?.name ?? '', hint: credential?.keyHint ?? '' };
  if (signature === null) return say({ code: 'explain.head.unsigned', args });
  return say({ code: kind === 'sent' ? 'explain.head.sent' : 'explain.head.signed', args });
}

function notesOf(explanation: Explanation): Note[] {
  const note = (problem: Problem): Note => ({ problem, line: null });
  if (explanation.kind === 'live') {
    return [...explanation.notes, note({ code: explanation.isEarlier ? 'explain.earlier' : 'explain.live' })];
  }
  const { facts, isInvalidSignature, secondsFromServer, clockCorrected } = explanation;
  const notes: Problem[] = [];
  if (isInvalidSignature) {
    notes.push({ code: 'explain.compared', args: { hint: facts.credential?.keyHint ?? '' } });
    if (secondsFromServer === null) notes.push({ code: 'explain.compared.noDate' });
    else {
      const isOutside = Math.abs(secondsFromServer) > WINDOW_SECONDS;
      const code = isOutside ? 'explain.compared.clock' : 'explain.compared.inTime';
      notes.push({ code, args: { distance: durationOf(secondsFromServer) } });
    }
    notes.push({ code: 'explain.compared.same' });
  }
  if (clockCorrected) notes.push({ code: 'explain.attempts' });
  return [...notes, { code: 'explain.sent' } as const].map(note);
}

/** FACTS.md section 3. */
const WINDOW_SECONDS = 300;

function factRows(explanation: Explanation, facts: SignedFacts, { say, timeOf }: ExplanationContext): Row[] {
  const { credential, bodyBytes, bodySha256, timestamp, signature, query, headers } = facts;
  const rows: Row[] = [];
  const row = (label: Problem['code'], lines: readonly (Problem | string)[]) => {
    const text = lines.map((line) => (typeof line === 'string' ? line : say(line))).join('\n');
    rows.push([say({ code: label }), text]);
  };
  const why: Problem | null =
    explanation.kind === 'live' ? explanation.why : { code: 'explain.why.sent', args: { origin: facts.origin } };
  if (credential && why) {
    const args = { name: credential.name, hint: credential.keyHint };
    row('explain.label.credential', [{ code: 'explain.credential', args }, why]);
  }
  row('explain.label.body', [
    { code: bodyBytes === 0 ? 'explain.body.empty' : 'explain.body', args: { bytes: bodyBytes } },
    { code: 'explain.body.sha256', args: { sha256: bodySha256 } },
  ]);
  row('explain.label.timestamp', [String(timestamp), timeOf(timestamp), clockOf(explanation)]);
  if (signature !== null) {
    const isEarlier = explanation.kind === 'live' && explanation.isEarlier;
    row('explain.label.signature', [isEarlier ? { code: 'explain.signature.earlier' } : signature]);
  }
  row('explain.label.notSigned', [
    ...(query === '' ? [] : [{ code: 'explain.notSigned.query', args: { query } } as const]),
    { code: 'explain.notSigned.headers', args: { headers: headers.join(', ') || '–' } },
  ]);
  return rows;
}

function clockOf(explanation: Explanation): Problem {
  if (explanation.kind === 'sent') {
    const { secondsFromServer } = explanation;
    if (secondsFromServer === null) return { code: 'explain.clock.unknown' };
    return { code: 'explain.clock.sent', args: { distance: durationOf(secondsFromServer) } };
  }
  const { clockOffset } = explanation;
  if (clockOffset === null) return { code: 'explain.clock.notKnown' };
  if (clockOffset === 0) return { code: 'explain.clock.same' };
  const code = clockOffset > 0 ? 'explain.clock.behind' : 'explain.clock.ahead';
  return { code, args: { distance: durationOf(clockOffset) } };
}

function messageParts({ message }: SignedFacts, say: ExplanationContext['say']): string[][] {
  const { bytes, omitted } = message;
  const characters = visibleCharacters(bytes);
  const lines = messageLines(characters);
  if (omitted > 0) lines.push(say({ code: 'explain.message.cut', args: { size: sizeOf(omitted) } }));
  const parts = [[say({ code: 'explain.part.message' }), ...indented(lines)]];
  const signs = signsIn(bytes, characters, say);
  if (signs.length > 0) parts.push([say({ code: 'explain.part.signs' }), ...indented(rowsOf(signs))]);
  parts.push(opensslPart(message, say));
  return parts;
}

function opensslPart({ bytes, omitted, isMasked }: SignedFacts['message'], say: ExplanationContext['say']): string[] {
  if (isMasked) return [`# ${say({ code: 'explain.secretInBody' })}`];
  const line = omitted > 0 ? null : opensslLine(bytes);
  if (line === null || line.length > LONGEST_OPENSSL) return [`# ${say({ code: 'explain.openssl.large' })}`];
  return [say({ code: 'explain.part.openssl' }), ...indented([line])];
}

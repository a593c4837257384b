import type { Problem } from '../../messages';
import type { Redactor } from '../../sending';
import { visibleCharacters } from '../../signing';
import { type Comparison, compareMessages, type Diagnosis, type FixLanguage, fixesFor } from '../../signing/doctor';
import { indented, messageLines, rowsOf } from '../explain';
import type { DoctorReport } from './report';

type Say = (problem: Problem) => string;

/** A diagnosis as an editor shows it; nothing in it is secret. */
export interface DiagnosisText {
  /** All but the code that does it right; lines end in LF. */
  readonly text: string;
  /** Line of the comparison, from 0; null where there is none. */
  readonly comparison: number | null;
  /** Both messages with every byte visible, or null. */
  readonly messages: { readonly signed: string; readonly correct: string } | null;
}

/** Stands before the first difference, in the middle of a line: a mark below it would be lost where lines are wrapped. */
const MARK = '▸';

/** More of a message nobody reads; of longer ones the surroundings of the difference are shown. */
const LONGEST_SHOWN = 16 * 1024;

/**
 * Puts a diagnosis into a document: verdict, mistakes, both messages, both signatures.
 * @param about which request it is, and what it was compared with
 */
export function diagnosisText(
  diagnosis: Diagnosis,
  { verdict, mistakes, notes }: DoctorReport,
  about: Problem,
  redactor: Redactor,
  say: Say,
): DiagnosisText {
  const said = (problem: Problem) => say(redactor.problem(inEditor(problem)));
  const { expected, received, signedMessage, correctMessage } = diagnosis;
  const correct = redactor.bytes(correctMessage);
  const signed = signedMessage && redactor.bytes(signedMessage);
  const compared = signed && compareMessages(signed, correct);
  const differs = signed && compared && compared.at !== null;
  const before = [
    [said(verdict)],
    [about, ...notes].map((note) => `# ${said(note)}`),
    ...mistakes.map(({ id, what, fix }) => [id, ...indented([said(what), said(fix)])]),
  ];
  const comparison = differs ? lineAfter(before) : null;
  const signatures = rowsOf([
    [say({ code: 'diagnosis.label.received' }), redactor.text(received) || '–'],
    [say({ code: 'diagnosis.label.expected' }), expected],
  ]);
  const middle = differs ? comparisonPart(compared, signed, correct, say) : messagePart(correct, say);
  return {
    text: `${[...before, middle, signatures].map((part) => part.join('\n')).join('\n\n')}\n`,
    comparison,
    messages: differs
      ? { signed: wholeText(signed, compared.at ?? 0), correct: wholeText(correct, compared.at ?? 0) }
      : null,
  };
}

/** The right code in a language, with its heading; empty where nothing has to be done. */
export function fixDocument(
  { mistakes }: Diagnosis,
  language: FixLanguage,
  name: string,
  say: Say,
): { readonly text: string; readonly code: string } {
  const fixes = fixesFor(mistakes, language);
  if (fixes.length === 0) return { text: '', code: '' };
  const code = fixes.join('\n');
  const heading = say({ code: 'diagnosis.part.fix', args: { language: name } });
  return { text: `${[heading, ...indented(code.split('\n'))].join('\n')}\n`, code: `${code}\n` };
}

/** The words of the command line that make no sense elsewhere. */
function inEditor(problem: Problem): Problem {
  return problem.code === 'doctor.timestamp.past' ? { ...problem, code: 'diagnosis.timestamp.past' } : problem;
}

function comparisonPart({ at, ...lines }: Comparison, signed: Buffer, correct: Buffer, say: Say): string[] {
  const line = ({ before, after, cutBefore, cutAfter }: Comparison['signed']) =>
    `${cutBefore ? '…' : ''}${before}${MARK}${after}${cutAfter ? '…' : ''}`;
  const shown = (bytes: Buffer) => visibleAt(bytes, at ?? 0) ?? say({ code: 'diagnosis.end' });
  const args = { mark: MARK, byte: (at ?? 0) + 1, signed: shown(signed), correct: shown(correct) };
  return [
    say({ code: 'diagnosis.part.messages' }),
    ...indented(
      rowsOf([
        [say({ code: 'diagnosis.label.signed' }), line(lines.signed)],
        [say({ code: 'diagnosis.label.correct' }), line(lines.correct)],
      ]),
    ),
    `  # ${say({ code: 'diagnosis.difference', args })}`,
  ];
}

function messagePart(correct: Buffer, say: Say): string[] {
  const lines = messageLines(visibleCharacters(correct, 0, Math.min(correct.length, LONGEST_SHOWN)));
  const rest = correct.length > LONGEST_SHOWN ? ['…'] : [];
  return [say({ code: 'diagnosis.part.message' }), ...indented([...lines, ...rest])];
}

function visibleAt(bytes: Buffer, at: number): string | undefined {
  return visibleCharacters(bytes, at, Math.min(bytes.length, at + 4))[0]?.shown;
}

function wholeText(bytes: Buffer, at: number): string {
  const from = bytes.length <= LONGEST_SHOWN ? 0 : Math.max(0, Math.min(at - LONGEST_SHOWN / 2, bytes.length));
  const to = Math.min(bytes.length, from + LONGEST_SHOWN);
  const lines = messageLines(visibleCharacters(bytes, from, to));
  return `${[...(from > 0 ? ['…'] : []), ...lines, ...(to < bytes.length ? ['…'] : [])].join('\n')}\n`;
}

/** The line on which the next part begins. */
function lineAfter(parts: readonly (readonly string[])[]): number {
  return parts.reduce((sum, part) => sum + part.length + 1, 0);
}

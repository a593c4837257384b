import type { Comparison, Diagnosis, DoctorReport, FixLanguage } from '../engine/doctor';
import { type Problem, sentence } from '../messages';
import type { Redactor } from '../sending';
import type { Terminal } from './terminal';

/** All that a report says, as one text without secrets. */
export function explanationText({ verdict, mistakes, notes }: DoctorReport, redactor: Redactor): string {
  const problems: readonly Problem[] = [verdict, ...mistakes.flatMap(({ what, fix }) => [what, fix]), ...notes];
  return problems.map((problem) => sentence(redactor.problem(problem))).join(' ');
}

/**
 * Prints a diagnosis for people: verdict, mistakes, both messages with the first difference marked, the right code.
 * @param language of the code; null for none
 */
export async function printDiagnosis(
  terminal: Terminal,
  diagnosis: Diagnosis,
  report: DoctorReport,
  redactor: Redactor,
  language: FixLanguage | null,
): Promise<void> {
  const { compareMessages, FIX_LANGUAGES, fixesFor } = await import('../engine/doctor');
  const { match, mistakes, expected, received, signedMessage, correctMessage } = diagnosis;
  const line = (text = '') => terminal.result(text);
  const say = (problem: Problem) => sentence(redactor.problem(problem));
  const isRight = match && mistakes.length === 0;
  terminal.result([isRight ? 'green' : match ? 'yellow' : 'red', say(report.verdict)]);
  for (const { id, what, fix } of report.mistakes) {
    line();
    terminal.result(['bold', id]);
    line(`  ${say(what)}`);
    line(`  ${say(fix)}`);
  }
  if (report.notes.length > 0) line();
  for (const note of report.notes) line(say(note));
  line();
  if (signedMessage && !signedMessage.equals(correctMessage)) {
    // Where nothing has to be hidden these are the very bytes.
    printComparison(terminal, compareMessages(redactor.bytes(signedMessage), redactor.bytes(correctMessage)));
  }
  line(`received  ${redactor.text(received) || '–'}`);
  line(`expected  ${expected}`);
  if (mistakes.length === 0) return;
  line();
  if (language === null) line(`How to do it right: --language ${FIX_LANGUAGES.join('|')}`);
  else for (const fix of fixesFor(mistakes, language)) line(fix);
}

function printComparison(terminal: Terminal, { at, signed, correct }: Comparison): void {
  if (at === null) return;
  const row = (label: string, { before, after, cutBefore, cutAfter }: Comparison['signed']) =>
    `${label}  ${cutBefore ? '…' : ''}${before}${after}${cutAfter ? '…' : ''}`;
  const indent = ' '.repeat('signed    '.length + (correct.cutBefore ? 1 : 0) + widthOf(correct.before));
  terminal.result(row('signed  ', signed));
  terminal.result(row('correct ', correct));
  terminal.result(`${indent}^ byte ${at + 1} is the first that differs`);
  terminal.result('');
}

/** Columns that a text takes in a terminal: East Asian characters and pictures take two, accents none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

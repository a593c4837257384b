import { firstPart, sizeOf, summaryOf, timeOfDay } from '../engine';
import { type Problem, sentence } from '../messages';
import type { Answer, BodyText, Exchange, Plan, Redactor } from '../sending';
import { remedyText } from './remedy-text';
import type { Terminal } from './terminal';

/** Prints an answer for people, with its body made readable. */
export function printAnswer(
  terminal: Terminal,
  { credential }: Plan,
  exchange: Exchange,
  redactor: Redactor,
  body: BodyText | null,
): void {
  const { answer, signedAt, failure } = exchange;
  if (!answer || !body) return;
  const time = signedAt === null ? '' : timeOfDay(signedAt);
  const summary = sentence(redactor.problem(summaryOf(exchange, answer, credential, time)));
  terminal.result([answer.status < 400 && !failure ? 'green' : 'red', summary]);
  for (const [name, value] of redactor.headers(answer.headers)) terminal.result(['dim', `${name}:`], ` ${value}`);
  terminal.result(`\n${readable(answer, body, redactor)}`);
}

/** Says what there is to say about an exchange besides its answer, a sentence to a line, and which command helps. */
export function printExplanations(
  terminal: Terminal,
  plan: Plan,
  exchange: Exchange,
  explanations: readonly Problem[],
  redactor: Redactor,
): void {
  for (const problem of explanations) terminal.message(sentence(redactor.problem(problem)));
  const remedy = remedyText(exchange, plan);
  if (remedy !== null) terminal.message(remedy);
}

function readable({ bytes, bodyFile }: Answer, { text, mediaType }: BodyText, redactor: Redactor): string {
  if (bodyFile === null) {
    return text === null ? `(${bytes} bytes of ${mediaType || 'unknown type'}, not shown)` : redactor.body(text);
  }
  if (text === null) return `(${bytes} bytes, in ${bodyFile})`;
  const args = { size: sizeOf(bytes), file: bodyFile };
  return `${firstPart(redactor.body(text))}\n\n(${sentence({ code: 'answer.body.firstPartOf', args })})`;
}

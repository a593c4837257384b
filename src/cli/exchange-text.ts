import { summaryOf } from '../engine';
import { type Problem, sentence } from '../messages';
import { type Answer, bodyText, type Exchange, type Plan, type Redactor } from '../sending';
import { remedyText } from './remedy-text';
import type { Terminal } from './terminal';

/** Prints an answer for people. */
export function printAnswer(terminal: Terminal, { credential }: Plan, exchange: Exchange, redactor: Redactor): void {
  const { answer, signedAt, failure } = exchange;
  if (!answer) return;
  const time = signedAt === null ? '' : new Date(signedAt * 1000).toTimeString().slice(0, 8);
  const summary = sentence(redactor.problem(summaryOf(exchange, answer, credential, time)));
  terminal.result([answer.status < 400 && !failure ? 'green' : 'red', summary]);
  for (const [name, value] of redactor.headers(answer.headers)) terminal.result(['dim', `${name}:`], ` ${value}`);
  terminal.result(`\n${readable(answer, redactor)}`);
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

function readable(answer: Answer, redactor: Redactor): string {
  if (answer.bodyFile !== null) return `(${answer.bytes} bytes, in ${answer.bodyFile})`;
  const { text, mediaType } = bodyText(answer);
  if (text === null) return `(${answer.bytes} bytes of ${mediaType || 'unknown type'}, not shown)`;
  return redactor.body(text);
}

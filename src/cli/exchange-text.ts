import { explanationsOf, summaryOf } from '../engine';
import { sentence } from '../messages';
import { type Answer, bodyText, type Exchange, type Plan, type Redactor } from '../sending';
import type { Terminal } from './terminal';

/** Prints an exchange for people: the answer to stdout, what there is to say about it to stderr. */
export function printExchange(terminal: Terminal, { credential }: Plan, exchange: Exchange, redactor: Redactor): void {
  const { answer, signedAt } = exchange;
  if (answer) {
    const time = signedAt === null ? '' : new Date(signedAt * 1000).toTimeString().slice(0, 8);
    const summary = sentence(summaryOf(exchange, answer, credential, time));
    terminal.result(terminal.style(answer.status < 400 ? 'green' : 'red', summary));
    for (const [name, value] of redactor.headers(answer.headers))
      terminal.result(`${terminal.style('dim', `${name}:`)} ${value}`);
    terminal.result(`\n${readable(answer, redactor)}`);
  }
  for (const problem of explanationsOf(exchange)) terminal.message(redactor.text(sentence(problem)));
}

function readable(answer: Answer, redactor: Redactor): string {
  if (answer.bodyFile !== null) return `(${answer.bytes} bytes, in ${answer.bodyFile})`;
  const { text, mediaType } = bodyText(answer);
  if (text === null) return `(${answer.bytes} bytes of ${mediaType || 'unknown type'}, not shown)`;
  return redactor.body(text);
}

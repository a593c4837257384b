import type { Problem } from '../messages';
import { type Answer, bodyText, type Exchange, type Plan, type Redactor } from '../sending';
import { explanationsOf, summaryOf } from './answer-report';
import { sizeOf } from './figures';

/** What an answer is shown with. */
export interface AnswerContext {
  /** What was sent, and as whom. */
  readonly plan: Pick<Plan, 'request' | 'credential'>;
  readonly redactor: Redactor;
  /** The sentence of a problem in the person's language. */
  readonly say: (problem: Problem) => string;
  /** Local time of a moment in Unix seconds, such as `10:30:00`. */
  readonly timeOf: (seconds: number) => string;
}

/** An answer as people read it; nothing in it is secret. */
export interface AnswerText {
  /** First line: what came back, how fast, as whom. */
  readonly summary: string;
  /** Sentences about it, the most important first. */
  readonly explanations: readonly string[];
  /** `Name: value`, in wire order. */
  readonly headers: readonly string[];
  /** Re-indented where it is JSON; a remark in parentheses where it cannot be shown; empty for none. */
  readonly body: string;
  /** Whether `body` is the body of the answer, and no remark about it. */
  readonly bodyShown: boolean;
  /** Whether something in the body was masked, so that its original bytes hold a secret. */
  readonly masked: boolean;
}

/** Makes an answer readable (screens: "The answer"): secrets masked, JSON re-indented, bytes that are no text named. */
export async function answerText(exchange: Exchange, answer: Answer, context: AnswerContext): Promise<AnswerText> {
  const { plan, redactor, say, timeOf } = context;
  const time = exchange.signedAt === null ? '' : timeOf(exchange.signedAt);
  return {
    summary: say(redactor.problem(summaryOf(exchange, answer, plan.credential, time))).trimEnd(),
    explanations: (await explanationsOf(exchange, plan)).map((problem) => say(redactor.problem(problem))),
    headers: redactor.headers(answer.headers).map(([name, value]) => `${name}: ${value}`),
    ...readableBody(answer, context),
  };
}

/** The whole of it as one document; lines end in LF. */
export function answerDocument({ summary, explanations, headers, body }: AnswerText): string {
  const notes = explanations.flatMap(sentencesOf).map((sentence) => `# ${sentence}`);
  const head = [summary, ...notes, ...headers].join('\n');
  return body === '' ? `${head}\n` : `${head}\n\n${body}\n`;
}

function readableBody(
  answer: Answer,
  { redactor, say }: AnswerContext,
): Pick<AnswerText, 'body' | 'bodyShown' | 'masked'> {
  const size = sizeOf(answer.bytes);
  if (answer.bytes === 0) return { body: '', bodyShown: false, masked: false };
  if (answer.bodyFile !== null) {
    return { body: `(${say({ code: 'answer.body.large', args: { size } })})`, bodyShown: false, masked: false };
  }
  const { text, mediaType } = bodyText(answer);
  if (text === null) {
    const type = mediaType || 'application/octet-stream';
    return { body: `(${say({ code: 'answer.body.binary', args: { size, type } })})`, bodyShown: false, masked: false };
  }
  const body = redactor.body(text);
  return { body: body.replaceAll('\r\n', '\n').trimEnd(), bodyShown: true, masked: body !== text };
}

/** One line for each sentence; the editor wraps those that are longer than it is wide. */
function sentencesOf(text: string): string[] {
  return text.replace(/\s+/g, ' ').split(/(?<=[.!?]) (?=\p{Lu})/u);
}

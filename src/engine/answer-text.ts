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
  const { remarks: bodyRemarks, ...body } = readableBody(answer, context);
  return {
    summary: say(redactor.problem(summaryOf(exchange, answer, plan.credential, time))).trimEnd(),
    explanations: [...(await explanationsOf(exchange, plan)), ...bodyRemarks].map((problem) =>
      say(redactor.problem(problem)),
    ),
    headers: redactor.headers(answer.headers).map(([name, value]) => `${name}: ${value}`),
    ...body,
  };
}

/** The whole of it as one document; lines end in LF. */
export function answerDocument({ summary, explanations, headers, body }: AnswerText): string {
  const notes = explanations.flatMap(sentencesOf).map((sentence) => `# ${sentence}`);
  const head = [summary, ...notes, ...headers].join('\n');
  return body === '' ? `${head}\n` : `${head}\n\n${body}\n`;
}

/** Characters shown of a body that is too large for memory. */
const FIRST_PART = 64 * 1024;

/**
 * The first part of a long text, up to the end of a line where there is one. It is cut after masking: half a secret would
 * not be recognised.
 */
export function firstPart(masked: string): string {
  const part = masked.slice(0, FIRST_PART);
  const end = part.length < masked.length ? part.lastIndexOf('\n') : -1;
  return end > 0 ? part.slice(0, end) : part;
}

interface ReadableBody extends Pick<AnswerText, 'body' | 'bodyShown' | 'masked'> {
  readonly remarks: readonly Problem[];
}

function readableBody(answer: Answer, { redactor, say }: AnswerContext): ReadableBody {
  const size = sizeOf(answer.bytes);
  const remarks: Problem[] = [];
  if (answer.bytes === 0) return { body: '', bodyShown: false, masked: false, remarks };
  const { text, mediaType, remark } = bodyText(answer);
  const isLarge = answer.bodyFile !== null;
  if (text === null) {
    const type = mediaType || 'application/octet-stream';
    const code = isLarge ? 'answer.body.large' : 'answer.body.binary';
    return { body: `(${say({ code, args: { size, type } })})`, bodyShown: false, masked: false, remarks };
  }
  if (remark) remarks.push(remark);
  if (isLarge) remarks.push({ code: 'answer.body.firstPart', args: { size } });
  const body = redactor.body(text);
  const shown = isLarge ? firstPart(body) : body;
  return { body: shown.replaceAll('\r\n', '\n').trimEnd(), bodyShown: true, masked: body !== text, remarks };
}

/** One line for each sentence; the editor wraps those that are longer than it is wide. */
function sentencesOf(text: string): string[] {
  return text.replace(/\s+/g, ' ').split(/(?<=[.!?]) (?=\p{Lu})/u);
}

import type { Credential } from '../credentials';
import { explanationOf, type Problem } from '../messages';
import { type Answer, type Exchange, errorCodeOf, type Failure, setupErrorOf } from '../sending';

/**
 * The first line over an answer: what came back, how fast, how large, and as whom it was asked (screens: "The answer").
 * @param time local time of the signature as the person writes it, such as `10:30:00`
 */
export function summaryOf(
  { timings, signedAt }: Exchange,
  answer: Answer,
  credential: Credential | null,
  time: string,
): Problem {
  const args = {
    version: answer.httpVersion,
    status: answer.status,
    statusText: answer.statusText,
    ms: Math.round(timings.totalMs),
    size: sizeOf(answer.bytes),
    name: credential?.name ?? '',
    hint: credential?.keyHint ?? '',
    time,
  };
  if (credential === null) return { code: 'answer.summary.bare', args };
  if (credential.kind === 'jwt') return { code: 'answer.summary.jwt', args };
  return { code: signedAt === null ? 'answer.summary.key' : 'answer.summary.signed', args };
}

/** A number of bytes for people: `512 B`, `1.4 KB`, `8.0 MB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

const DAY = 24 * 3600;

/** A difference of clocks for people: `7 min 12 s`. */
export function durationOf(seconds: number): string {
  const whole = Math.abs(Math.round(seconds));
  if (whole >= 2 * DAY) return `${Math.floor(whole / DAY)} days`;
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const parts = [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', rest > 0 ? `${rest} s` : ''];
  return parts.filter(Boolean).join(' ') || '0 s';
}

/** What a person should know about an exchange besides its answer, the most important first. */
export function explanationsOf(exchange: Exchange): Problem[] {
  const { answer, failure } = exchange;
  return [failure?.problem, ...clockNotes(exchange), answer && statusNote(answer, failure)].filter(
    (problem): problem is Problem => problem !== null && problem !== undefined,
  );
}

/** Both clocks are named only where their difference mattered (product section 1, "Clock"). */
function clockNotes({ clockCorrected, clockOffsetSeconds }: Exchange): Problem[] {
  if (!clockCorrected) return [];
  const code = clockOffsetSeconds < 0 ? 'sending.clock.ahead' : 'sending.clock.behind';
  return [{ code, args: { offset: durationOf(clockOffsetSeconds) } }];
}

function statusNote(answer: Answer, failure: Failure | null): Problem | null {
  if (failure) return null;
  const { status } = answer;
  if (status >= 300 && status < 400) return { code: 'answer.redirect' };
  const code = errorCodeOf(answer);
  if (code !== null && status >= 400) return explanationOf(code);
  if (status === 429) return { code: 'answer.rateLimited' };
  const setup = setupErrorOf(answer);
  return setup === null ? null : { code: 'answer.setup', args: { error: setup } };
}

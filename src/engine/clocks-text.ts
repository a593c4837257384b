import type { Problem } from '../messages';
import { CLOCK_REFUSAL_SECONDS, type ClockRefusal } from '../sending';
import { durationOf } from './figures';
import { dayOf, timeOfDay } from './local-time';

/**
 * Why a signature was too old or too new: both clocks beside each other, in the time of the person, and how far they are apart.
 * Where they agree, a clock has moved since the request was signed, or it was long on its way.
 */
export function clocksOf({ local, server, signed }: ClockRefusal): Problem {
  const sameDay = new Set([local, server, signed].map(dayOf)).size === 1;
  const shown = (seconds: number) => (sameDay ? timeOfDay(seconds) : `${dayOf(seconds)} ${timeOfDay(seconds)}`);
  if (Math.abs(local - server) <= CLOCK_REFUSAL_SECONDS) {
    const args = { signed: shown(signed), server: shown(server), offset: durationOf(signed - server) };
    return { code: 'sending.clock.apart', args };
  }
  const args = { local: shown(local), server: shown(server), offset: durationOf(local - server) };
  return { code: local >= server ? 'sending.clock.ahead' : 'sending.clock.behind', args };
}

import type { Problem } from '../messages';
import type { ClockRefusal } from '../sending';
import { durationOf } from './figures';

/** Less is never named as the cause (product section 1, "Clock"). */
const WORTH_NAMING_SECONDS = 290;

/**
 * Why a signature was too old or too new: both clocks beside each other, in the time of the person, and how far they are apart.
 * Where they agree, a clock has moved since the request was signed, or it was long on its way.
 */
export function clocksOf({ local, server, signed }: ClockRefusal): Problem {
  const sameDay = new Set([local, server, signed].map(dayOf)).size === 1;
  const shown = (seconds: number) => (sameDay ? timeOf(seconds) : `${dayOf(seconds)} ${timeOf(seconds)}`);
  if (Math.abs(local - server) <= WORTH_NAMING_SECONDS) {
    const args = { signed: shown(signed), server: shown(server), offset: durationOf(signed - server) };
    return { code: 'sending.clock.apart', args };
  }
  const args = { local: shown(local), server: shown(server), offset: durationOf(local - server) };
  return { code: local >= server ? 'sending.clock.ahead' : 'sending.clock.behind', args };
}

/** `2026-02-13` */
function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
}

/** `10:30:00` */
function timeOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

import dayjs, { type Dayjs, type ManipulateType } from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

/** As REST Client writes them; months and minutes differ by case, and a quarter is three months. */
const units: Readonly<Record<string, ManipulateType>> = {
  y: 'year',
  Q: 'month',
  M: 'month',
  w: 'week',
  d: 'day',
  h: 'hour',
  m: 'minute',
  s: 'second',
  ms: 'millisecond',
};

/** Moves a time by `n unit`; empty moves nothing, anything else gives null. */
function moved(time: Dayjs, offset: string): Dayjs | null {
  if (offset === '') return time;
  const match = /^([+-]?\d{1,9})\s*(y|Q|M|w|d|h|ms|m|s)$/.exec(offset);
  const unit = match?.[2] ? units[match[2]] : undefined;
  const amount = Number(match?.[1]) * (match?.[2] === 'Q' ? 3 : 1);
  const result = unit ? time.add(amount, unit) : null;
  return result?.isValid() ? result : null;
}

/** `$timestamp [n unit]`: Unix seconds. */
export function timestamp(now: Date, args: string): string | null {
  const time = moved(dayjs.utc(now), args);
  return time && String(time.unix());
}

/** `$isoTimestamp`: such as `2026-02-13T10:30:00.000Z`. */
export function isoTimestamp(now: Date): string {
  return now.toISOString();
}

/** `$datetime iso8601|rfc1123|"format" [n unit]` in UTC; the letters of the format are those of Day.js. */
export function datetime(now: Date, args: string): string | null {
  return formatted(dayjs.utc(now), args, {
    iso8601: (time) => time.toISOString(),
    rfc1123: (time) => time.format('ddd, DD MMM YYYY HH:mm:ss [GMT]'),
  });
}

/** `$localDatetime …`: the same in the time zone of this computer. */
export function localDatetime(now: Date, args: string): string | null {
  return formatted(dayjs(now), args, {
    iso8601: (time) => time.format('YYYY-MM-DDTHH:mm:ss.SSSZ'),
    rfc1123: (time) => time.format('ddd, DD MMM YYYY HH:mm:ss ZZ'),
  });
}

interface NamedFormats {
  iso8601(time: Dayjs): string;
  rfc1123(time: Dayjs): string;
}

function formatted(now: Dayjs, args: string, named: NamedFormats): string | null {
  const match = /^(?:(iso8601|rfc1123)|"([^"]*)"|'([^']*)')(?:\s+(.*))?$/.exec(args);
  const time = match && moved(now, match[4]?.trim() ?? '');
  if (!match || !time) return null;
  if (match[1] === 'iso8601') return named.iso8601(time);
  if (match[1] === 'rfc1123') return named.rfc1123(time);
  return time.format(match[2] ?? match[3]);
}

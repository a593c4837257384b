const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The three forms of RFC 9110 section 5.6.7: that of today, that of RFC 850 with two digits for the year, and that of C. */
const FORMS = [
  /^\w{3}, (?<day>\d\d) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^\w{6,9}, (?<day>\d\d)-(?<month>\w{3})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

/**
 * Reads a date of HTTP. `Date.parse` would also make a date of `1`, and of 30 February.
 * @returns milliseconds, or null for what is no date
 */
export function httpDate(text: string): number | null {
  const { day, month, year, time } = FORMS.map((form) => form.exec(text.trim())?.groups).find(Boolean) ?? {};
  if (day === undefined || month === undefined || year === undefined || time === undefined) return null;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const place = [fullYear(year), MONTHS.indexOf(month.toLowerCase()), Number(day)] as const;
  if (hours > 23 || minutes > 59 || seconds > 60) return null;
  // A leap second is the last one of its minute to us, as it is to most clocks.
  const ms = Date.UTC(...place, hours, minutes, Math.min(seconds, 59));
  const made = new Date(ms);
  return made.getUTCMonth() === place[1] && made.getUTCDate() === place[2] ? ms : null;
}

/** Two digits mean this century until 2069: the form is from 1987. */
function fullYear(text: string): number {
  if (text.length === 4) return Number(text);
  return Number(text) < 70 ? 2000 + Number(text) : 1900 + Number(text);
}

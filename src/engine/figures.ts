/** A number of bytes for people: `512 B`, `1.4 KB`, `8.0 MB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

const DAY = 24 * 3600;

/** A stretch of time for people, such as a difference of clocks: `7 min 12 s`. */
export function durationOf(seconds: number): string {
  const whole = Math.abs(Math.round(seconds));
  if (whole >= 2 * DAY) return `${Math.floor(whole / DAY)} days`;
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const parts = [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', rest > 0 ? `${rest} s` : ''];
  return parts.filter(Boolean).join(' ') || '0 s';
}

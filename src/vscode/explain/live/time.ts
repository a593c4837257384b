/** Local time with its zone, as `2026-02-13 10:30:00 GMT+0100`. */
export function timeOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  const [day = '', time = ''] = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
    .toISOString()
    .split(/[T.]/);
  return `${day} ${time} ${date.toTimeString().split(' ')[1] ?? ''}`;
}

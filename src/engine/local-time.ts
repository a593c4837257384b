/** Local time of moments in Unix seconds, as people read it. */

/** `10:30:00` */
export function timeOfDay(seconds: number): string {
  return partsOf(seconds).time;
}

/** `2026-02-13` */
export function dayOf(seconds: number): string {
  return partsOf(seconds).day;
}

/** With its zone: `2026-02-13 10:30:00 GMT+0100`. */
export function momentOf(seconds: number): string {
  const { day, time, zone } = partsOf(seconds);
  return `${day} ${time} ${zone}`;
}

function partsOf(seconds: number): { readonly day: string; readonly time: string; readonly zone: string } {
  const date = new Date(seconds * 1000);
  const [day = ''] = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().split('T');
  const [time = '', zone = ''] = date.toTimeString().split(' ');
  return { day, time, zone };
}

/** A fact beside its label; it may have several lines. */
export type Row = readonly [label: string, text: string];

/** Rows whose texts begin in one column. */
export function rowsOf(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map(([label]) => label.length)) + 3;
  return rows.flatMap(([label, text]) =>
    text.split('\n').map((line, i) => (i === 0 ? label : '').padEnd(width) + line),
  );
}

/** Lines that belong to the heading above them; editors can fold them. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** What stands over one request. It holds on to no version of the document. */
export interface Standing<Lens> {
  /** Line of the request line, counted from the first line of its block. */
  readonly line: number;
  /** Whether it is so until its block, the file's variables or what is known around them changes. */
  readonly isSteady: boolean;
  /** The lenses, for the line of the document that the request line is on; none for a request that is not ours. */
  lensesAt(line: number): readonly Lens[];
}

/** A file variable. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The lenses of a block, as long as its text stays as it is. */
export interface Cell<Lens> {
  readonly identity: object;
  /** First line of the block, from 0. */
  readonly line: number;
  readonly standings: readonly Standing<Lens>[];
  readonly lenses: readonly Lens[];
  /** Lines with lenses. */
  readonly lines: readonly number[];
  readonly isSteady: boolean;
  /** What the block defines for all requests of the file. */
  readonly variables: readonly Variable[];
}

const nothing: readonly never[] = Object.freeze([]);

/** @param line first line of the block @param isUnsteady whether it has to be looked at again, although nothing changed */
export function cellOf<Lens>(
  { identity, variables }: { readonly identity: object; readonly variables: readonly Variable[] },
  line: number,
  standings: readonly Standing<Lens>[],
  isUnsteady: boolean,
): Cell<Lens> {
  const lenses: Lens[] = [];
  const lines: number[] = [];
  for (const standing of standings) {
    const own = standing.lensesAt(line + standing.line);
    if (own.length === 0) continue;
    lenses.push(...own);
    lines.push(line + standing.line);
  }
  const isSteady = !isUnsteady && standings.every((standing) => standing.isSteady);
  return {
    identity,
    line,
    standings,
    lenses: lenses.length === 0 ? nothing : lenses,
    lines: lines.length === 0 ? nothing : lines,
    isSteady,
    variables: variablesOf({ variables }),
  };
}

/** The same lenses for a block that now starts at another line. */
export function cellAt<Lens>(cell: Cell<Lens>, line: number): Cell<Lens> {
  return cell.line === line ? cell : cellOf(cell, line, cell.standings, false);
}

/** What a block, or the cell of one, defines; nothing of a version of the document is held on to. */
export function variablesOf({ variables }: { readonly variables: readonly Variable[] }): readonly Variable[] {
  return variables.length === 0 ? nothing : variables.map(({ name, value }) => ({ name, value }));
}

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

/**
 * @param line first line of the block
 * @param isUnsteady whether it has to be looked at again, although nothing changed
 */
export function cellOf<Lens>(
  { identity, variables }: { readonly identity: object; readonly variables: readonly Variable[] },
  line: number,
  standings: readonly Standing<Lens>[],
  isUnsteady: boolean,
): Cell<Lens> {
  const isSteady = !isUnsteady && standings.every((standing) => standing.isSteady);
  // Nothing of a version of the document is held on to.
  const own = variables.length === 0 ? nothing : variables.map(({ name, value }) => ({ name, value }));
  return placed(identity, line, standings, isSteady, own);
}

/** The same lenses for a block that now starts at another line. */
export function cellAt<Lens>(cell: Cell<Lens>, line: number): Cell<Lens> {
  const { identity, standings, isSteady, variables } = cell;
  return cell.line === line ? cell : placed(identity, line, standings, isSteady, variables);
}

function placed<Lens>(
  identity: object,
  line: number,
  standings: readonly Standing<Lens>[],
  isSteady: boolean,
  variables: readonly Variable[],
): Cell<Lens> {
  const lenses: Lens[] = [];
  const lines: number[] = [];
  for (const standing of standings) {
    const own = standing.lensesAt(line + standing.line);
    if (own.length === 0) continue;
    for (const lens of own) lenses.push(lens);
    lines.push(line + standing.line);
  }
  if (lenses.length === 0) return { identity, line, standings, lenses: nothing, lines: nothing, isSteady, variables };
  return { identity, line, standings, lenses, lines, isSteady, variables };
}

/** A node that knows how to be elsewhere. */
export abstract class Placed {
  /** The same node further on in the document. */
  abstract movedBy(by: number): Placed;
}

/**
 * The same nodes further on in the document. The nodes themselves stay as they are: who holds an older version of the
 * document keeps reading it.
 * @param by what is added to each offset
 */
export function moved<Nodes>(nodes: Nodes, by: number): Nodes {
  return by === 0 ? nodes : (movedValue(nodes, by) as Nodes);
}

function movedValue(value: unknown, by: number): unknown {
  if (value instanceof Placed) return value.movedBy(by);
  if (Array.isArray(value)) return value.length === 0 ? value : value.map((item) => movedValue(item, by));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if ((key === 'start' || key === 'end') && typeof item === 'number') copy[key] = item + by;
    // What a problem says has no place.
    else copy[key] = key === 'problem' ? item : movedValue(item, by);
  }
  return copy;
}

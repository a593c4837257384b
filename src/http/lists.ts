/** Adds items one by one: `push(...items)` puts them all on the stack, which a file of 200,000 comments overflows. */
export function append<Item>(to: Item[], items: readonly Item[]): void {
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item !== undefined) to.push(item);
  }
}

import type { Diagnostic } from '../model';
import type { BlockFacts } from './block-facts';
import type { NameIndex } from './name-index';
import { diagnostic, fix, replace } from './report';

/**
 * Requests of a block that share their name with others; neither can be chosen by it then.
 * @param start of the block in the document
 */
export function* repeatedNames({ names: own }: BlockFacts, names: NameIndex, start: number): Iterable<Diagnostic> {
  for (const { name, isGiven, ...place } of own) {
    if (!isGiven || !names.isRepeated(name)) continue;
    const span = { start: start + place.start, end: start + place.end };
    const other = free(name, names);
    const fixes = [fix({ code: 'fix.rename', args: { name: other } }, replace(span, other))];
    yield diagnostic('warning', span, { code: 'diagnostic.name.repeated', args: { name } }, { fixes });
  }
}

function free(name: string, names: NameIndex): string {
  for (let number = 2; ; number++) {
    if (names.count(`${name}${number}`) === 0) return `${name}${number}`;
  }
}

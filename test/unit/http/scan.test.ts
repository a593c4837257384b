import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../src/http';
import { Source } from '../../../src/http/syntax/source';
import { blocksAtOnce } from './at-once';
import { anyText } from './dialect';
import { treeOf, treeOfBlocks } from './tree';

describe('http: the scan', () => {
  it('finds the same blocks, and the same nodes in them, as the parser of blocks alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.deepEqual(treeOf(parse(text)), treeOfBlocks(text, blocksAtOnce(text), new Source(text).starts));
      }),
      { numRuns: Number(process.env.RUNS ?? 1500) },
    );
  });
});

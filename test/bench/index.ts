import type { Figure } from './measure';
import { parsing } from './parsing';
import { sendingOverLoopback } from './sending';
import { signing } from './signing';

/** `npm run bench`: each figure is a ratio against a reference that was measured in the same run, in turn with it. */
async function main(): Promise<void> {
  const figures: Figure[] = [];
  for (const bench of [parsing, signing, sendingOverLoopback]) figures.push(...(await bench()));
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, ratio, goal, detail } of figures) {
    console.log(`${name.padEnd(width)}  ${ratio.toFixed(2)}  (goal ${goal})  ${detail}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

import { diagnosing } from './doctor';
import { editing } from './editing';
import { againstHttpyac } from './httpyac';
import { largeFiles } from './large-files';
import type { Figure } from './measure';
import { HELD_SWITCH, heldByParse, heldMemory } from './memory';
import { parsing } from './parsing';
import { sendingOverLoopback } from './sending';
import { signing } from './signing';

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  parsing,
  httpyac: againstHttpyac,
  editing,
  memory: heldMemory,
  large: largeFiles,
  signing,
  doctor: diagnosing,
  sending: sendingOverLoopback,
};

/** Prints a line for each figure. Arguments choose some of the benches; without any, all run. */
async function main(chosen: readonly string[]): Promise<void> {
  if (chosen[0] === HELD_SWITCH) {
    console.log(await heldByParse());
    return;
  }
  const figures: Figure[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (chosen.length === 0 || chosen.includes(name)) figures.push(...(await bench()));
  }
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, ratio, goal, detail } of figures) {
    console.log(`${name.padEnd(width)}  ${ratio.toFixed(2)}  (goal ${goal})  ${detail}`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

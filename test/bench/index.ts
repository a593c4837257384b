import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * `npm run bench`. What is measured is bundled first, as it ships: run from its sources, one file at a time, every imported
 * name would be looked up at each use, which costs more than some of the work itself.
 */
async function run(): Promise<void> {
  const outfile = join('.bench', 'bench.js');
  await build({
    entryPoints: [join('test', 'bench', 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    alias: { vscode: './test/bench/editor.ts' },
    logLevel: 'warning',
  });
  const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

run().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

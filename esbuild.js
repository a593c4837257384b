// Builds everything that ships (dist/) and, with --tests, the suite that runs inside VS Code (out/).

const { cpSync, mkdirSync } = require('node:fs');
const { dirname, join } = require('node:path');
const esbuild = require('esbuild');
const { generateCatalog } = require('./openapi/generate.js');

const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');
const production = process.argv.includes('--production');

/** Parts that are loaded on first use: `await import('…/lazy')` of these becomes a file of its own in dist/. */
const lazyEntries = {
  sandbox: 'src/sandbox/index.ts',
};

/** Turns a dynamic import of a lazy entry into a plain require of its bundle. */
const lazyParts = {
  name: 'lazy-parts',
  setup(build) {
    const files = new Map(Object.entries(lazyEntries).map(([name, file]) => [join(__dirname, file), name]));
    build.onResolve({ filter: /^\./ }, (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const base = join(args.resolveDir, args.path);
      const name = files.get(base) ?? files.get(`${base}.ts`) ?? files.get(join(base, 'index.ts'));
      return name ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
};

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  minify: production,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [lazyParts],
  outdir: 'dist',
};

const entries = {
  extension: 'src/extension.ts',
  cli: 'src/cli/main.ts',
  keychain: 'src/credentials/keychain/helper.ts',
  ...lazyEntries,
};

/** keytar's JavaScript is bundled; its native part is looked for under ./prebuilds beside the bundle. */
function copyNativeParts() {
  const prebuilds = join(dirname(require.resolve('keytar/package.json')), 'prebuilds');
  cpSync(prebuilds, join('dist', 'prebuilds'), { recursive: true });
}

async function main() {
  generateCatalog();
  mkdirSync('dist', { recursive: true });
  copyNativeParts();
  const options = { ...shared, entryPoints: entries };
  if (watch) {
    const context = await esbuild.context({ ...options, logLevel: 'info' });
    await context.watch();
    return;
  }
  await esbuild.build(options);
  if (tests) {
    // The suite inside the extension host; every other test runs from its source (test/support/register.js).
    await esbuild.build({
      ...shared,
      plugins: [],
      entryPoints: ['test/vscode/index.ts'],
      external: ['vscode', 'mocha'],
      sourcemap: 'inline',
      outdir: 'out/test/vscode',
    });
  }
}

main().catch((error) => {
  if (!error.errors) console.error(error);
  process.exitCode = 1;
});

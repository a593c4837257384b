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
  diagnosis: 'src/vscode/doctor/diagnosis/index.ts',
  doctor: 'src/engine/doctor/index.ts',
  explanation: 'src/vscode/explain/live/index.ts',
  jsonPath: 'src/engine/json-path.ts',
  json: 'src/language/json/index.ts',
  language: 'src/language/index.ts',
  moving: 'src/vscode/secrets/moving/index.ts',
  refusals: 'src/engine/refusals/index.ts',
  sandbox: 'src/sandbox/index.ts',
  sms: 'src/sms/index.ts',
};

/** What every bundle reads and what has no state of its own: one file in dist/ for all of them, whoever imports it and how. */
const sharedEntries = {
  catalog: 'src/catalog/index.ts',
  http: 'src/http/index.ts',
  messages: 'src/messages/index.ts',
  request: 'src/request/index.ts',
  sending: 'src/sending/index.ts',
  signing: 'src/signing/index.ts',
};

/** Turns an import of a part into a plain require of its bundle: of a lazy one where it is dynamic, of a shared one always. */
const parts = {
  name: 'parts',
  setup(build) {
    const byFile = (entries) => new Map(Object.entries(entries).map(([name, file]) => [join(__dirname, file), name]));
    const [lazy, shared] = [byFile(lazyEntries), byFile(sharedEntries)];
    build.onResolve({ filter: /^\./ }, (args) => {
      if (args.kind === 'entry-point') return undefined;
      const base = join(args.resolveDir, args.path);
      const find = (files) => files.get(base) ?? files.get(`${base}.ts`) ?? files.get(join(base, 'index.ts'));
      const name = find(shared) ?? (args.kind === 'dynamic-import' ? find(lazy) : undefined);
      return name ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
};

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // ES modules first: the others of the JSON service hide what they require from the bundler.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [parts],
  outdir: 'dist',
};

const entries = {
  extension: 'src/extension.ts',
  cli: 'src/cli/main.ts',
  keychain: 'src/credentials/keychain/helper.ts',
  ...lazyEntries,
  ...sharedEntries,
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

/** What a bundle is made of, file by file, without writing any: for scripts/notice.mjs. */
async function bundledFiles() {
  generateCatalog();
  const { metafile } = await esbuild.build({ ...shared, entryPoints: entries, write: false, metafile: true });
  return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
}

module.exports = { bundledFiles };

if (require.main === module) {
  main().catch((error) => {
    if (!error.errors) console.error(error);
    process.exitCode = 1;
  });
}

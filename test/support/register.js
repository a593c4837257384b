// Lets mocha run TypeScript as it stands, one file at a time; types are checked by `npm run check`.

const { readFileSync } = require('node:fs');
const { transformSync } = require('esbuild');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
    // An import on demand becomes a require: only that is resolved as the TypeScript means it.
    supported: { 'dynamic-import': false },
    sourcefile: filename,
    sourcemap: 'inline',
    sourcesContent: false,
  });
  module._compile(code, filename);
};

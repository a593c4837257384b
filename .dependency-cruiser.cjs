// The import column of ARCHITECTURE.md, enforced. `messages` may be imported as a type by every folder.
'use strict';

const mayImport = {
  messages: [],
  catalog: [],
  sms: [],
  http: [],
  credentials: [],
  request: ['http'],
  signing: ['request'],
  sending: ['request', 'signing', 'credentials'],
  account: ['sending', 'credentials', 'request'],
  engine: ['http', 'request', 'signing', 'credentials', 'sending', 'account', 'catalog', 'sms'],
  codegen: ['request', 'signing'],
  language: ['http', 'catalog', 'sms'],
  sandbox: ['catalog', 'sms'],
};

/** The rooms of `src/sandbox`, from the ground up: what each may import of the others. */
const rooms = {
  basics: [],
  traffic: ['basics'],
  webhooks: ['basics', 'traffic'],
  state: ['basics', 'traffic', 'webhooks'],
  exchange: ['basics', 'state', 'webhooks'],
  authentication: ['basics', 'exchange'],
  messages: ['basics', 'traffic', 'exchange'],
  account: ['basics', 'traffic', 'webhooks', 'state', 'exchange', 'authentication'],
  server: ['basics', 'webhooks', 'state', 'exchange', 'authentication', 'messages', 'account'],
};

const sandboxRooms = Object.entries(rooms).map(([room, allowed]) => ({
  name: `sandbox-${room}-imports`,
  comment: `src/sandbox/${room} may import of the sandbox only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/sandbox/${room}/` },
  to: { path: '^src/sandbox/', pathNot: `^src/sandbox/(${[room, ...allowed].join('|')})/` },
}));

const folders = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: '^src/',
    pathNot: [`^src/(${[folder, ...allowed].join('|')})/`, '^src/messages/'],
  },
}));

const doors = {
  name: 'through-the-door',
  comment:
    "a folder's index.ts is the only door other folders use; some parts have one of their own, to be loaded later",
  severity: 'error',
  from: { path: '^src/([^/]+)/' },
  to: {
    path: '^src/([^/]+)/',
    pathNot: ['^src/$1/', '^src/([^/]+|language/json|signing/doctor|engine/doctor|engine/explain)/index\\.ts$'],
  },
};

module.exports = {
  forbidden: [
    ...folders,
    ...sandboxRooms,
    doors,
    {
      name: 'messages-are-types-in-the-core',
      comment: 'the core returns codes; only engine looks into the table, and cli and vscode turn codes into sentences',
      severity: 'error',
      from: { path: `^src/(${Object.keys(mayImport).join('|')})/`, pathNot: '^src/(messages|engine)/' },
      to: { path: '^src/messages/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'vscode-in-its-wing',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/vscode/', '^src/extension\\.ts$'] },
      to: { path: '^vscode$' },
    },
    {
      name: 'extension-only-wires',
      severity: 'error',
      from: { path: '^src/extension\\.ts$' },
      to: { path: '^src/', pathNot: '^src/vscode/' },
    },
    {
      name: 'cli-and-editor-apart',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/(vscode/|extension\\.ts)' },
    },
    {
      name: 'editor-without-cli',
      severity: 'error',
      from: { path: '^src/vscode/' },
      to: { path: '^src/cli/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], mainFields: ['main', 'types'] },
  },
};

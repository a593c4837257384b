/** Commands of package.json; test/unit/vscode/ids.test.ts keeps the two lists equal. */
export const Command = {
  send: 'restlink.send',
  rerunLast: 'restlink.rerunLast',
  cancel: 'restlink.cancel',
  explainSignature: 'restlink.explainSignature',
  copySignedHeaders: 'restlink.copySignedHeaders',
  diagnoseFailingSignature: 'restlink.diagnoseFailingSignature',
  compareMessages: 'restlink.compareMessages',
  fixIn: 'restlink.fixIn',
  copyFix: 'restlink.copyFix',
  saveBody: 'restlink.saveBody',
  copyAnswer: 'restlink.copyAnswer',
  addCredential: 'restlink.addCredential',
  logIn: 'restlink.logIn',
  switchCredential: 'restlink.switchCredential',
  switchEnvironment: 'restlink.switchEnvironment',
  useCredential: 'restlink.useCredential',
  renameCredential: 'restlink.renameCredential',
  replaceSecret: 'restlink.replaceSecret',
  duplicateCredential: 'restlink.duplicateCredential',
  chooseWorkspace: 'restlink.chooseWorkspace',
  moveToKeychain: 'restlink.moveToKeychain',
  removeCredential: 'restlink.removeCredential',
  refreshCredentials: 'restlink.refreshCredentials',
  startSandbox: 'restlink.startSandbox',
  stopSandbox: 'restlink.stopSandbox',
  openSample: 'restlink.openSample',
  insertRequest: 'restlink.insertRequest',
  sendEndpoint: 'restlink.sendEndpoint',
  openDocumentation: 'restlink.openDocumentation',
  filterEndpoints: 'restlink.filterEndpoints',
  clearEndpointFilter: 'restlink.clearEndpointFilter',
} as const;

/** Commands that only our own views call; they are registered but not contributed. */
export const InternalCommand = {
  statusMenu: 'restlink.statusMenu',
  /** On an answer: its request once more. */
  sendAgain: 'restlink.sendAgain',
  /** On an answer that refused the credential: a new login or a new secret, then its request once more. */
  renewCredential: 'restlink.renewCredential',
  /** On a request that lacks something: what there is to do, then send it. */
  prepareAndSend: 'restlink.prepareAndSend',
  /** On a key, secret or token in a file: into the keychain with it. */
  moveSecret: 'restlink.moveSecret',
} as const;

export const View = {
  credentials: 'restlink.credentials',
  endpoints: 'restlink.endpoints',
} as const;

export const ViewContainer = 'restlink';

/** Settings of package.json; read them through `settings.ts`. */
export const Setting = {
  credentialStore: 'restlink.credentialStore',
  confirmLiveSend: 'restlink.confirmLiveSend',
  codeLens: 'restlink.codeLens',
  requestTimeout: 'restlink.requestTimeout',
  answerColumn: 'restlink.answerColumn',
  environment: 'restlink.environment',
  sandboxPort: 'restlink.sandbox.port',
  workspaceBodyFiles: 'restlink.workspaceBodyFiles',
} as const;

/** Keys of `when` clauses that we set. */
export const ContextKey = {
  /** A sandbox runs, whoever started it. */
  sandboxRunning: 'restlink.sandboxRunning',
  /** At least one credential of the person's own is stored. */
  hasCredential: 'restlink.hasCredential',
  /** A request of this window is on its way. */
  sending: 'restlink.sending',
  /** A request was sent from this window, so that *Rerun Last* has something to do. */
  canRerun: 'restlink.canRerun',
  /** The Endpoints view shows a selection only. */
  endpointsFiltered: 'restlink.endpointsFiltered',
} as const;

export const LanguageId = {
  http: 'http',
  answer: 'restlink-answer',
  /** Explanations and diagnoses. */
  signature: 'restlink-signature',
} as const;

/** URI schemes of our read-only documents. */
export const Scheme = {
  endpoint: 'restlink-endpoint',
  answer: 'restlink-answer',
  explanation: 'restlink-explanation',
  diagnosis: 'restlink-diagnosis',
  /** The two sides of a comparison. */
  message: 'restlink-message',
} as const;

/** Those of results: what stands in such documents is kept in memory only. */
export const RESULT_SCHEMES: readonly string[] = [Scheme.answer, Scheme.explanation, Scheme.diagnosis, Scheme.message];

export const Walkthrough = 'restlink.firstSteps';

export type CommandId = (typeof Command)[keyof typeof Command];
export type ContextKeyId = (typeof ContextKey)[keyof typeof ContextKey];

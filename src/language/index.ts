export { completionsAt } from './completion/completions-at';
export { type DiagnoseOptions, Diagnoser } from './diagnostics';
export { endpointPage } from './endpoint-page';
export { foldsOf } from './folding';
export { hoverAt } from './hover';
export { type Insertion, insertionFor } from './insertion';
export type {
  ColouredVariable,
  Completion,
  Diagnostic,
  Fix,
  FixCommand,
  Fold,
  JsonBodies,
  JsonChecks,
  KnownCredential,
  OutlineItem,
  Surroundings,
  TextEdit,
} from './model';
export { outlineOf } from './outline';
export { requestLineOf, requestTemplate } from './request-template';
export type { Say } from './say';
export {
  type EnvironmentFormat,
  type EnvironmentSource,
  editsForAsking,
  editsForMove,
  editsOfEnvironmentFile,
  environmentDiagnostics,
  environmentFormatOf,
  type LiteralSecret,
  type MovePlan,
  planMove,
  type SecretKind,
  secretsInEnvironment,
  secretsInHttp,
  usesOfVariable,
  type VariableVia,
} from './secrets';
export {
  colouredVariables,
  definitionsAt,
  referencesAt,
  renameEdits,
  renameRangeAt,
  toldBy,
  VariableStates,
} from './variables';

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
  colouredVariables,
  definitionsAt,
  referencesAt,
  renameEdits,
  renameRangeAt,
  toldBy,
  VariableStates,
} from './variables';

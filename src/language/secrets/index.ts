export { editsForAsking } from './ask';
export { environmentDiagnostics } from './diagnostics';
export { type EnvironmentFormat, environmentFormatOf, secretsInEnvironment } from './environment';
export { editsOfEnvironmentFile } from './environment-edits';
export { secretsInHttp } from './in-http';
export type { LiteralSecret, SecretKind } from './literal';
export { type EnvironmentSource, type MovePlan, planMove } from './move';
export { editsForMove } from './move-edits';
export { usesOfVariable, type VariableVia } from './uses';

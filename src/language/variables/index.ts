export { colouredVariables } from './coloured';
export { definitionsAt } from './definitions';
export { type NameReference, referencesAt } from './references';
export { renameEdits, renameRangeAt } from './rename';
export type { VariableState } from './state';
export { VariableStates } from './states';
export { toldBy } from './told';

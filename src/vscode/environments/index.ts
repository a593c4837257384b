export { BrokenEnvironments } from './broken';
export { EditorFolder } from './editor-folder';
export { type EnvironmentChoice, openBroken, registerEnvironmentPicker } from './picker';
export { concernsEnvironments, environmentsOfSettings, selectEnvironment, selectedEnvironment } from './settings';

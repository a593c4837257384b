export { Explanations } from './explanations';
export type { ExplainParts } from './parts';

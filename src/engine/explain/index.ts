export { type Explanation, type ExplanationContext, explanationDocument } from './document';
export { indented, type Row, rowsOf } from './layout';
export { messageLines } from './signs';

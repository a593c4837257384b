export { foldsOf } from './folds';

export { start } from './activate';

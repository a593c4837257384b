export { type Running, start } from './activate';

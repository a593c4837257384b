export { outlineOf } from './outline';

export { createJsonBodies } from './json-bodies';

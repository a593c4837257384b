export { type Ports, start } from './activate';
export { noCredentials } from './no-credentials';

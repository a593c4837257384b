export { endpointPage } from './endpoint-page';
export { type Insertion, insertionFor } from './insertion';
export { requestLineOf, requestTemplate } from './request-template';
export type { Say } from './say';

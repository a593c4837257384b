export type { BodyFile, BodyFiles } from './body-files';
export { headerOf } from './header';
export { type PrepareContext, type Prepared, prepareRequest } from './prepare';
export type { HeaderPair, PreparedRequest, RequestOptions } from './prepared';
export { simpleRequest } from './simple';
export { resolveTarget } from './target';

export type { HeaderPair, PreparedRequest, RequestOptions } from './prepared';

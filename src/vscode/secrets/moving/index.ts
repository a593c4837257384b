export { type Applied, apply } from './apply';
export { movingInEnvironment } from './in-environment';
export { movingInHttp, type Planning } from './in-http';
export type { Kept, MoveSummary, Moving } from './model';

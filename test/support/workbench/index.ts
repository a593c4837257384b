export { screenshotOnFailure } from './on-failure';
export { type Session, type SessionOptions, startSession } from './session';
export type { TreeRow } from './trees';
export { until } from './wait';
export { Workbench } from './workbench';

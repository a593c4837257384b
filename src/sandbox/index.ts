export { type DemoKey, demoKeys, demoLogins, refusedKeys, TRACKER_TOKEN } from './accounts';
export { type Fault, type FaultPlan, faultForms, parseFault } from './faults';
export { type MagicNumber, magicNumbers, type NumberEffect } from './numbers';
export type { RequestRecord } from './record';
export { SandboxError } from './sandbox-error';
export { type Sandbox, type SandboxOptions, startSandbox } from './start';

export { type DemoKey, demoKeys, demoLogins, refusedKeys, TRACKER_TOKEN } from './basics/accounts';
export { SandboxError } from './basics/sandbox-error';
export { type Fault, type FaultPlan, faultForms, parseFault } from './server/faults';
export type { RequestRecord } from './server/record';
export { type Sandbox, type SandboxOptions, startSandbox } from './start';
export { type MagicNumber, magicNumbers, type NumberEffect } from './traffic/numbers';

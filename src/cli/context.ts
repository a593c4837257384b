import type { CredentialVault, EnvironmentCredential } from '../credentials';
import type { PatientSender } from '../sending';
import type { Terminal } from './terminal';

/** Everything a command gets from outside. */
export interface CliContext {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  /** Where relative paths begin; also the root of the workspace for body files. */
  readonly cwd: string;
  readonly version: string;
  /** The per-user folder. */
  readonly folder: string;
  /** @param environment the credential of the RESTLINK_* variables, whose secret it then knows */
  vault(environment: EnvironmentCredential | null): CredentialVault;
  readonly sender: PatientSender;
  /** Aborted when the person presses Ctrl+C. */
  readonly stopped: AbortSignal;
  now(): number;
  randomBytes(count: number): Uint8Array;
}

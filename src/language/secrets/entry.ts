/** A variable of a file of variables. Ranges are offsets into its text. */
export interface EnvironmentEntry {
  readonly name: string;
  /** Of JSON: the environment that it belongs to; else null. */
  readonly environment: string | null;
  /** Without quotes and escapes. */
  readonly value: string;
  /** Where it is written, without quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

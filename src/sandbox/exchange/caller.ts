/** Who sends a request. */
export interface Caller {
  readonly kind: 'key' | 'jwt' | 'tracker' | 'nobody';
  /** Name of the credential, for the record of the request. */
  readonly name: string;
  readonly permissions: readonly string[];
  readonly workspace: number;
  /** With a test key nothing is charged and answers say `"sandbox": true` (FACTS.md section 3.1). */
  readonly test: boolean;
}

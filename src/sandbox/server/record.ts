/** What is told about a request that was served; nothing in it is secret. */
export interface RequestRecord {
  readonly method: string;
  /** As in the request line, without the query. */
  readonly path: string;
  /** Null when no complete answer went out: the client left, or a fault ended the connection. */
  readonly status: number | null;
  /** `error_code` of the answer, where it has one. */
  readonly errorCode: string | null;
  readonly ms: number;
}

/** A header as it goes over the wire: order, case and repetition are kept. */
export type HeaderPair = readonly [name: string, value: string];

/** What the directives of a request ask for. */
export interface RequestOptions {
  /** `# @credential NAME` */
  readonly credential: string | null;
  /** `# @no-sign`: send exactly as typed, without any credential. */
  readonly noSign: boolean;
  /** `# @note [text]`: ask before sending; null when not asked for. */
  readonly note: string | null;
  /** `# @no-log`: keep the exchange out of the history. */
  readonly noLog: boolean;
  /** `# @timeout`, milliseconds for the whole exchange. */
  readonly timeoutMs: number | null;
  /** `# @connection-timeout`, milliseconds. */
  readonly connectTimeoutMs: number | null;
}

/**
 * A request whose bytes are final: variables replaced, URL encoded, body built. Nothing after this changes
 * `path` or `body`; what is signed is this very buffer, and this very buffer is sent.
 */
export interface PreparedRequest {
  readonly name: string | null;
  /** 1-based line of the request line in its file. */
  readonly line: number;
  /** In capitals. */
  readonly method: string;
  /** Absolute, encoded, without fragment and without user-info. */
  readonly url: string;
  /** `scheme://host[:port]` as the WHATWG URL parser writes it. */
  readonly origin: string;
  /** Encoded path without query, as it goes over the wire; this is what is signed. */
  readonly path: string;
  /** Path and query as they stand in the request line on the wire. */
  readonly requestTarget: string;
  /** Headers of the file in order, without `Host` and `Content-Length`. */
  readonly headers: readonly HeaderPair[];
  readonly body: Buffer;
  readonly options: RequestOptions;
}

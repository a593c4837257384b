/** How an endpoint lets a caller in (FACTS.md section 1.1, column "Auth"). */
export type EndpointAuth = 'apiKey' | 'jwt' | 'trackerToken' | 'none';

/** A JSON Schema of the API description, `$ref`s pointing to `#/components/schemas/NAME`. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A path, query or header parameter. */
export interface EndpointParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
}

/** Error codes that an endpoint documents for one HTTP status. */
export interface EndpointErrors {
  readonly status: number;
  readonly codes: readonly string[];
  readonly description: string;
}

/** One operation of the API description. */
export interface Endpoint {
  /** `operationId`, stable. */
  readonly id: string;
  readonly method: string;
  /** Path as it goes over the wire, with the `/api/v1` prefix and `{name}` placeholders. */
  readonly path: string;
  readonly group: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  /** Permission that an API key needs, or null where keys are not accepted or none is documented. */
  readonly permission: string | null;
  readonly auth: readonly EndpointAuth[];
  readonly parameters: readonly EndpointParameter[];
  readonly body: { readonly required: boolean; readonly schema: JsonSchema; readonly example: unknown } | null;
  readonly errors: readonly EndpointErrors[];
  readonly deprecated: boolean;
  /** True where the description guesses (marked `x-unverified`). */
  readonly unverified: boolean;
  readonly docs: string;
}

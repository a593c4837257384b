import {
  getLanguageService,
  type JSONDocument,
  type LanguageService,
  MarkupKind,
  TextDocument,
} from 'vscode-json-languageservice';
import { type Endpoint, endpoints } from '../../catalog';
import type { Say } from '../say';
import type { BodyText } from './body-text';
import type { MaskedBody } from './mask';
import { type ServiceSchema, serviceSchema } from './service-schema';

/** The JSON service with the schema of every endpoint that takes a body. It reads no file and asks no server. */
export interface BodyService {
  readonly service: LanguageService;
  /** Undefined where a body may be anything. */
  schemaOf(endpoint: Endpoint | undefined): ServiceSchema | undefined;
  /** @param text JSON without variables */
  read(text: string, endpoint: Endpoint | undefined): ReadBody;
}

/** A body as the service sees it. */
export interface ReadBody {
  readonly document: TextDocument;
  readonly json: JSONDocument;
}

/** A place in a body of which the API description knows something. */
export interface BodyPlace {
  readonly endpoint: Endpoint;
  readonly body: BodyText;
  readonly masked: MaskedBody;
  /** Offset in the text of the body. */
  readonly at: number;
}

/** Makes the service; schemas are made at once, as they are few and small. */
export function createBodyService(say: Say): BodyService {
  const schemas = new Map<Endpoint, ServiceSchema>();
  for (const endpoint of endpoints) {
    const schema = serviceSchema(endpoint, say);
    if (schema) schemas.set(endpoint, schema);
  }
  const service = getLanguageService({
    clientCapabilities: {
      textDocument: { completion: { completionItem: { documentationFormat: [MarkupKind.Markdown] } } },
    },
  });
  service.configure({
    validate: true,
    allowComments: false,
    schemas: [...schemas].map(([endpoint, schema]) => ({
      uri: `restlink-schema:///${endpoint.id}.json`,
      fileMatch: [`${endpoint.id}.json`],
      schema,
    })),
  });
  return {
    service,
    schemaOf: (endpoint) => (endpoint ? schemas.get(endpoint) : undefined),
    read(text, endpoint) {
      const document = TextDocument.create(endpoint ? uriOf(endpoint) : 'restlink-body:///body.json', 'json', 1, text);
      return { document, json: service.parseJSONDocument(document) };
    },
  };
}

function uriOf({ id }: Endpoint): string {
  return `restlink-body:///${id}.json`;
}

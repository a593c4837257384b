import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import { parse } from 'yaml';
import { type JsonSchema, schemas } from '../../../src/catalog';
import { resolveSchema } from '../../../src/language/schema';

type Node = Record<string, unknown>;

interface Operation {
  readonly operationId?: string;
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

const description = parse(readFileSync(join(__dirname, '..', '..', '..', 'openapi', 'openapi.yaml'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, { readonly content: Content }>> };
};
const operations = Object.values(description.paths).flatMap((item) => Object.values(item));
const service = getLanguageService({});

/**
 * Asserts that an answer is one of those that openapi.yaml describes: status, type, every value by the schema, and no
 * member that the schema does not name.
 * @param id `operationId`
 */
export async function assertDescribed(id: string, status: number, type: string, text: string): Promise<void> {
  const operation = operations.find(({ operationId }) => operationId === id);
  const response = operation?.responses[String(status)];
  assert.ok(response, `${id} describes no answer with status ${status}`);
  const content = response.$ref
    ? description.components.responses[response.$ref.split('/').at(-1) ?? '']?.content
    : response.content;
  if (!content) return;
  const { schema } = content[type.split(';')[0] ?? ''] ?? assert.fail(`${id} describes no ${type}`);
  if (!type.startsWith('application/json')) return;
  const document = TextDocument.create('answer.json', 'json', 1, text);
  const root = structuredClone({ ...schema, components: { schemas } });
  const found = await service.doValidation(document, service.parseJSONDocument(document), {}, root as never);
  assert.deepEqual(
    found.map(({ message, range }) => `${document.getText(range)}: ${message}`),
    [],
    id,
  );
  assert.deepEqual(unnamed(schema, JSON.parse(text), '$'), [], id);
}

/** Members that no schema names, by their place. */
function unnamed(schema: JsonSchema, value: unknown, place: string): string[] {
  if (Array.isArray(value)) {
    const items = choices(schema).find(({ items }) => items !== undefined)?.items as JsonSchema | undefined;
    return value.flatMap((item, i) => unnamed(items ?? {}, item, `${place}[${i}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const named = Object.assign({}, ...choices(schema).map(({ properties }) => properties)) as Record<string, JsonSchema>;
  return Object.entries(value as Node).flatMap(([name, member]) =>
    named[name] ? unnamed(named[name], member, `${place}.${name}`) : [`${place}.${name}`],
  );
}

/** A schema with everything that it is made of. */
function choices(schema: JsonSchema): JsonSchema[] {
  const resolved = resolveSchema(schema);
  const parts = [resolved.oneOf, resolved.anyOf, resolved.allOf].flatMap((list) => (list as JsonSchema[]) ?? []);
  return [resolved, ...parts.flatMap(choices)];
}

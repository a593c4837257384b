import { type JsonSchema, schemas } from '../catalog';

const REF = '#/components/schemas/';
/** Deeper than any schema of the description; a schema that refers to itself ends here. */
const DEEPEST = 16;

/**
 * A schema with its `$ref` followed and the members of `allOf` laid over each other.
 * @returns the schema itself where it refers to nothing
 */
export function resolveSchema(schema: JsonSchema, depth = 0): JsonSchema {
  if (depth > DEEPEST) return schema;
  const ref = schema.$ref;
  if (typeof ref === 'string' && ref.startsWith(REF)) {
    const target = schemas[ref.slice(REF.length)];
    return target ? resolveSchema(target, depth + 1) : schema;
  }
  if (!Array.isArray(schema.allOf)) return schema;
  const parts = (schema.allOf as JsonSchema[]).map((part) => resolveSchema(part, depth + 1));
  return { ...Object.assign({}, ...parts), ...schema };
}

/** Members of an object schema in their order, each resolved. */
export function schemaMembers(
  schema: JsonSchema,
): ReadonlyArray<{ name: string; required: boolean; schema: JsonSchema }> {
  const { properties, required } = resolveSchema(schema);
  if (typeof properties !== 'object' || properties === null) return [];
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties as Record<string, JsonSchema>).map(([name, member]) => ({
    name,
    required: names.includes(name),
    schema: resolveSchema(member),
  }));
}

/**
 * A value that fits a schema: its default, its first example, its first allowed value, or a plain one of its type.
 * Optional members of objects are left out unless nothing is required: then the first one shows what is meant.
 */
export function sampleValue(schema: JsonSchema, depth = 0): unknown {
  const resolved = resolveSchema(schema);
  const { type, default: preset, examples, enum: allowed, const: fixed } = resolved;
  const given = [preset, fixed, first(examples), first(allowed)].find((value) => value !== undefined);
  if (given !== undefined || depth > DEEPEST) return given;
  const kind = Array.isArray(type) ? type[0] : type;
  switch (kind) {
    case 'integer':
    case 'number':
      return typeof resolved.minimum === 'number' ? resolved.minimum : 1;
    case 'boolean':
      return true;
    case 'array':
      return [sampleValue((resolved.items as JsonSchema | undefined) ?? {}, depth + 1)];
    case 'object': {
      const members = schemaMembers(resolved);
      const needed = members.filter((member) => member.required);
      const shown = needed.length > 0 ? needed : members.slice(0, 1);
      return Object.fromEntries(shown.map((member) => [member.name, sampleValue(member.schema, depth + 1)]));
    }
    default:
      return 'text';
  }
}

function first(values: unknown): unknown {
  return Array.isArray(values) ? values[0] : undefined;
}

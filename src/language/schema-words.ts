import type { JsonSchema } from '../catalog';
import type { Say } from './say';
import { resolveSchema } from './schema';

/**
 * What a schema asks of a value, as short facts: whether it is required, its type or allowed values, limits, default.
 * @param schema resolved
 */
export function describeSchema(schema: JsonSchema, required: boolean, say: Say): string[] {
  const facts = [typeWords(schema, say), ...limits(schema, say)];
  if (required) facts.unshift(say({ code: 'endpoint.required' }));
  if (schema.default !== undefined) {
    facts.push(say({ code: 'endpoint.default', args: { value: String(schema.default) } }));
  }
  return facts.filter((fact) => fact !== '');
}

function typeWords(schema: JsonSchema, say: Say): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  if (schema.format === 'date') return say({ code: 'endpoint.date' });
  if (schema.type === 'array') {
    const items = resolveSchema((schema.items as JsonSchema | undefined) ?? {});
    return say({ code: 'endpoint.listOf', args: { type: typeWords(items, say) } });
  }
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  return typeof schema.type === 'string' ? schema.type : '';
}

function limits(schema: JsonSchema, say: Say): string[] {
  const { minItems, maxItems, minimum, maximum, minLength, maxLength } = schema;
  const facts: string[] = [];
  if (isNumber(minItems)) {
    facts.push(
      isNumber(maxItems)
        ? say({ code: 'endpoint.items', args: { min: minItems, max: maxItems } })
        : say({ code: 'endpoint.itemsAtLeast', args: { min: minItems } }),
    );
  }
  if (isNumber(minimum)) {
    facts.push(
      isNumber(maximum)
        ? say({ code: 'endpoint.range', args: { min: minimum, max: maximum } })
        : say({ code: 'endpoint.atLeast', args: { min: minimum } }),
    );
  }
  if (isNumber(minLength)) {
    facts.push(
      isNumber(maxLength)
        ? say({ code: 'endpoint.length', args: { min: minLength, max: maxLength } })
        : say({ code: 'endpoint.notEmpty' }),
    );
  }
  return facts;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

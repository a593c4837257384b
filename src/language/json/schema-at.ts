import type { ASTNode } from 'vscode-json-languageservice';
import type { ServiceSchema } from './service-schema';

/**
 * The schema that a value of the body has to fit.
 * @param node the value, or the name of a member: then the schema is that of its value
 * @returns undefined where the description says nothing
 */
export function schemaAt(root: ServiceSchema, node: ASTNode): ServiceSchema | undefined {
  const { parent } = node;
  if (!parent) return root;
  if (parent.type === 'array') return schemaAt(root, parent)?.items;
  if (parent.type !== 'property' || !parent.parent) return undefined;
  return schemaAt(root, parent.parent)?.properties?.[parent.keyNode.value];
}

/** How a person finds a value: `to[0]`, `settings.url`; empty for the whole body. */
export function pathOf(node: ASTNode): string {
  const { parent } = node;
  if (!parent) return '';
  if (parent.type === 'array') return `${pathOf(parent)}[${parent.items.indexOf(node)}]`;
  if (parent.type !== 'property' || !parent.parent) return pathOf(parent);
  const before = pathOf(parent.parent);
  return before === '' ? parent.keyNode.value : `${before}.${parent.keyNode.value}`;
}

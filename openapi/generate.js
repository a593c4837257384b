// Turns openapi.yaml into src/catalog/generated.ts: endpoints and schemas as plain data.

const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const YAML = require('yaml');

/** @typedef {Record<string, any>} Node part of the API description, as YAML gives it */

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
/** @type {Record<string, string>} */
const SCHEMES = { ApiKeyAuth: 'apiKey', BearerAuth: 'jwt', TrackerToken: 'trackerToken' };

function generateCatalog() {
  const api = YAML.parse(readFileSync(join(__dirname, 'openapi.yaml'), 'utf8'));
  /** @type {Node[]} */
  const endpoints = [];
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of METHODS) {
      if (item[method]) endpoints.push(toEndpoint(api, path, method, item[method]));
    }
  }
  const text = [
    '// Made from openapi/openapi.yaml by openapi/generate.js; edit that file instead.',
    "import type { Endpoint, JsonSchema } from './types';",
    '',
    `export const endpoints: readonly Endpoint[] = ${JSON.stringify(endpoints, null, 2)};`,
    '',
    `export const schemas: Readonly<Record<string, JsonSchema>> = ${JSON.stringify(api.components.schemas, null, 2)};`,
    '',
  ].join('\n');
  const target = join(__dirname, '..', 'src', 'catalog', 'generated.ts');
  // An unchanged file keeps its time, so that a watching build does not run in circles.
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}

/** @param {Node} api @param {string} path @param {string} method @param {Node} operation */
function toEndpoint(api, path, method, operation) {
  const prefix = operation.servers ? '' : new URL(api.servers[0].url).pathname;
  const json = operation.requestBody?.content?.['application/json'];
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path: prefix + path,
    group: operation.tags[0],
    title: operation['x-title'],
    summary: operation.summary,
    description: operation.description ?? '',
    permission: operation['x-permission'] ?? null,
    auth: authOf(operation.security ?? api.security),
    parameters: (operation.parameters ?? []).map((/** @type {Node} */ parameter) =>
      toParameter(resolve(api, parameter)),
    ),
    body: json
      ? { required: operation.requestBody.required === true, schema: json.schema, example: json.example ?? null }
      : null,
    errors: Object.entries(operation.responses)
      .filter(([status]) => Number(status) >= 400)
      .map(([status, response]) => toErrors(Number(status), resolve(api, response).description, operation)),
    deprecated: operation.deprecated === true,
    unverified: operation['x-unverified'] === true,
    docs: operation.externalDocs.url,
  };
}

/** @param {readonly Node[]} security */
function authOf(security) {
  if (security.length === 0) return ['none'];
  const kinds = security.flatMap((requirement) => Object.keys(requirement)).map((name) => SCHEMES[name]);
  return [...new Set(kinds.filter(Boolean))];
}

/** @param {Node} parameter */
function toParameter({ name, in: place, required, description, schema }) {
  return { name, in: place, required: required === true, description: description ?? '', schema };
}

/**
 * Codes of an error answer; those of 400 are listed in the description of the operation.
 * @param {number} status @param {string} description @param {Node} operation
 */
function toErrors(status, description, operation) {
  const listed = status === 400 ? (operation.description ?? '').split('400 codes:')[1] : undefined;
  const codes = (listed ?? description).match(/\b[A-Z][A-Z]+(?:_[A-Z]+)+\b|\bFORBIDDEN\b|\bUNAUTHORIZED\b/g) ?? [];
  return { status, codes: [...new Set(codes)], description };
}

/** @param {Node} api @param {Node} node @returns {Node} */
function resolve(api, node) {
  if (!node.$ref) return node;
  return node.$ref
    .slice(2)
    .split('/')
    .reduce((/** @type {Node} */ value, /** @type {string} */ key) => value[key], api);
}

module.exports = { generateCatalog };
if (require.main === module) generateCatalog();

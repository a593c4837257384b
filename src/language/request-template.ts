import type { Endpoint, EndpointParameter } from '../catalog';
import type { Say } from './say';
import { resolveSchema, sampleValue } from './schema';

/** Values that tell more than `text` would; each is one that the API accepts (FACTS.md sections 1.4 and 1.7). */
const SAMPLES: Readonly<Record<string, string>> = {
  phone: '4155551234',
  country: 'US',
  sender: 'MyApp',
  from: '2026-02-01',
  to: '2026-02-28',
  id: '1',
};

/**
 * A request for an endpoint that can be sent as it stands, under a separator with the endpoint's title. Query parameters
 * with a documented default are written out with it; the others follow as comments, in their order. Lines end in LF.
 */
export function requestTemplate(endpoint: Endpoint, say: Say): string {
  const lines = [`### ${endpoint.title}`];
  const tracker = endpoint.auth.includes('trackerToken');
  if (tracker) lines.push(`# ${say({ code: 'template.trackerToken' })}`);
  lines.push(`${endpoint.method} {{baseUrl}}${filledPath(endpoint)}`);
  lines.push(...queryLines(endpoint, say));
  if (tracker) lines.push('X-Api-Token: {{trackerToken}}');
  const body = endpoint.body;
  if (body) {
    lines.push('Content-Type: application/json', '', JSON.stringify(body.example ?? sampleValue(body.schema), null, 2));
  }
  return `${lines.join('\n')}\n`;
}

/** Index, from 0, of the request line among the lines of a template or of a page that holds one; -1 if there is none. */
export function requestLineOf(text: string): number {
  return text.split('\n').findIndex((line) => /^[A-Z]+ \{\{baseUrl\}\}/.test(line));
}

function filledPath(endpoint: Endpoint): string {
  return endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = endpoint.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return encodeURIComponent(parameter ? sampleOf(parameter) : name);
  });
}

function queryLines(endpoint: Endpoint, say: Say): string[] {
  const query = endpoint.parameters.filter((parameter) => parameter.in === 'query');
  const written = query.filter(
    (parameter) => parameter.required || resolveSchema(parameter.schema).default !== undefined,
  );
  const optional = query.filter((parameter) => !written.includes(parameter));
  const lines = written.map((parameter, i) => `  ${i === 0 ? '?' : '&'}${pair(parameter)}`);
  if (optional.length === 0) return lines;
  const mark = (i: number) => (written.length === 0 && i === 0 ? '?' : '&');
  return [
    ...lines,
    `# ${say({ code: 'template.optional' })}`,
    ...optional.map((parameter, i) => `#  ${mark(i)}${pair(parameter)}`),
  ];
}

function pair(parameter: EndpointParameter): string {
  return `${parameter.name}=${encodeURIComponent(sampleOf(parameter))}`;
}

function sampleOf(parameter: EndpointParameter): string {
  const schema = resolveSchema(parameter.schema);
  const documented = schema.default !== undefined || schema.enum !== undefined || schema.examples !== undefined;
  return documented ? String(sampleValue(schema)) : (SAMPLES[parameter.name] ?? String(sampleValue(schema)));
}

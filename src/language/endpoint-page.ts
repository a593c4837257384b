import type { Endpoint, EndpointParameter, JsonSchema } from '../catalog';
import { authWays, whatItDoes } from './endpoint-facts';
import { requestTemplate } from './request-template';
import type { Say } from './say';
import { resolveSchema, schemaMembers } from './schema';
import { describeSchema } from './schema-words';

/** Characters in a line of comments: what stands beside the side bar in a window of common size. */
const WIDTH = 94;

/**
 * The page of an endpoint as a `.http` text: what it does, who may call it, a ready request, then its parameters and
 * error codes as comments under separators of their own. Lines end in LF.
 */
export function endpointPage(endpoint: Endpoint, say: Say): string {
  const template = requestTemplate(endpoint, say);
  const head = comments(introduction(endpoint, say));
  const end = template.indexOf('\n') + 1;
  const request = `${template.slice(0, end)}${head}\n${template.slice(end)}`;
  return [request, ...sections(endpoint, say)].join('\n');
}

function introduction(endpoint: Endpoint, say: Say): string[] {
  // The error codes have a section of their own.
  const lines = whatItDoes(endpoint);
  if (endpoint.deprecated) lines.push(say({ code: 'endpoint.deprecated' }));
  if (endpoint.unverified) lines.push(say({ code: 'endpoint.unverified' }));
  lines.push('', say({ code: 'endpoint.auth', args: { ways: authWays(endpoint, say) } }));
  if (endpoint.permission) {
    lines.push(say({ code: 'endpoint.permission', args: { permission: endpoint.permission } }));
  }
  lines.push(say({ code: 'endpoint.docs', args: { url: endpoint.docs } }));
  return lines;
}

function sections(endpoint: Endpoint, say: Say): string[] {
  const of = (place: EndpointParameter['in']) =>
    endpoint.parameters.filter((parameter) => parameter.in === place).map((parameter) => parameterRow(parameter, say));
  return [
    section(say({ code: 'endpoint.path' }), of('path')),
    section(say({ code: 'endpoint.query' }), of('query')),
    section(say({ code: 'endpoint.headers' }), of('header')),
    section(say({ code: 'endpoint.body' }), endpoint.body ? bodyRows(endpoint.body.schema, say) : []),
    section(say({ code: 'endpoint.errors' }), errorRows(endpoint, say)),
  ].filter((text) => text !== '');
}

function parameterRow({ name, required, description, schema }: EndpointParameter, say: Say): Row {
  const resolved = resolveSchema(schema);
  const told = description || (typeof resolved.description === 'string' ? resolved.description : '');
  return [name, [told, ...describeSchema(resolved, required, say)]];
}

function bodyRows(schema: JsonSchema, say: Say): Row[] {
  return schemaMembers(schema).map((member) => {
    const { description } = member.schema;
    const told = typeof description === 'string' ? description : '';
    return [member.name, [told, ...describeSchema(member.schema, member.required, say)]];
  });
}

function errorRows(endpoint: Endpoint, say: Say): Row[] {
  return endpoint.errors.map(({ status, codes }) => [
    String(status),
    [codes.length > 0 ? codes.join(', ') : say({ code: 'endpoint.errorsOther' })],
  ]);
}

/** A name and what is said about it. */
type Row = readonly [name: string, facts: readonly string[]];

function section(title: string, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const column = Math.max(...rows.map(([name]) => name.length)) + 2;
  const lines = rows.flatMap(([name, facts]) => {
    const text = facts.filter((fact) => fact !== '').join(' · ');
    return wrap(text, WIDTH - column).map((line, i) => `  ${(i === 0 ? name : '').padEnd(column)}${line}`);
  });
  return `### ${title}\n${comments(lines)}\n`;
}

/** Lines as comments, none longer than the page is wide. */
function comments(lines: readonly string[]): string {
  return lines
    .flatMap((line) => (line.startsWith('  ') ? [line] : wrap(line, WIDTH)))
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

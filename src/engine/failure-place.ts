import type { Finding, HttpFile } from '../http';

/**
 * The body file in which a variable without a value stands: such a variable has no place in the document, and the line
 * that names the file stands for it.
 * @returns the path as written, or null for whatever stands in the document itself
 */
export function bodyFileOf({ requests }: HttpFile, { start, problem }: Finding): string | null {
  // What is wrong with the file itself is told with its name.
  if (problem.code.startsWith('request.body.')) return null;
  const body = requests.find((request) => start >= request.start && start < request.end)?.body;
  const parts = body?.graphql ? [...body.graphql.query, ...body.graphql.variables] : (body?.parts ?? []);
  for (const part of parts) if (part.kind === 'file' && part.start === start) return part.path;
  return null;
}

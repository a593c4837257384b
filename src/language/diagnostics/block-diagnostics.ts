import type { BlockNode } from '../../http';
import type { Diagnostic, JsonChecks } from '../model';
import { secretsInBlock } from '../secrets/block';
import { secretDiagnostics } from '../secrets/diagnostics';
import type { LiteralSecret } from '../secrets/literal';
import { bodyDiagnostics } from './body';
import { bodyFileDiagnostics } from './body-files';
import { credentialDiagnostics } from './credential';
import { endpointDiagnostics } from './endpoint';
import { findingDiagnostics } from './findings';
import { headerDiagnostics } from './headers';
import { masked } from './masked';
import { queryDiagnostics } from './query';
import { RequestView } from './request-view';
import { sendDiagnostics } from './send-rules';
import { targetDiagnostics } from './target';
import { type VariableQuestions, variableDiagnostics } from './variables';

const checks: readonly ((view: RequestView) => Iterable<Diagnostic>)[] = [
  targetDiagnostics,
  endpointDiagnostics,
  queryDiagnostics,
  headerDiagnostics,
  credentialDiagnostics,
  bodyDiagnostics,
  bodyFileDiagnostics,
];

/** More secrets of one block would say nothing that these do not say. */
const MOST_SECRETS = 300;

/** Characters of a body that takes some milliseconds to look at. */
const LARGE = 20_000;

/**
 * Everything there is to say about one block, in the order of the text.
 * @param json syntax and schema of JSON bodies; null leaves them out
 * @param pause called between the looks at a large body
 */
export async function blockDiagnostics(
  questions: VariableQuestions,
  block: BlockNode,
  json: JsonChecks | null,
  pause: () => Promise<void>,
): Promise<readonly Diagnostic[]> {
  const { file, around, states, names } = questions;
  const secrets = secretsInBlock(file, block, around.isPublic, (name) => names.roles.roleOf(name), MOST_SECRETS);
  if (block.end - block.start > LARGE) await pause();
  const found = [...findingDiagnostics(file, block), ...variableDiagnostics(questions, block)];
  for (const request of block.requests) {
    const view = new RequestView(file, request, around, states);
    for (const check of checks) append(found, check(view));
    const rules = [...sendDiagnostics(view)];
    append(found, rules);
    if (!json || !request.body) continue;
    // Where a rule of ours speaks, it says more than the schema can.
    const spoken = new Set(rules.filter(({ severity }) => severity === 'error').map(({ start }) => start));
    if (request.body.end - request.body.start > LARGE) await pause();
    const schema = await json.diagnostics(file, request, around);
    append(
      found,
      schema.filter(({ start }) => !spoken.has(start)),
    );
  }
  if (secrets.length > 0) return withSecrets(found, secrets, secretDiagnostics(file, secrets)).sort(inOrder);
  return found.sort(inOrder);
}

function inOrder(a: Diagnostic, b: Diagnostic): number {
  return a.start - b.start || a.end - b.end;
}

/** A secret in a header says more than that the header is not sent as it stands. */
function withSecrets(
  found: readonly Diagnostic[],
  secrets: readonly LiteralSecret[],
  told: readonly Diagnostic[],
): Diagnostic[] {
  const values = secrets.map(({ value }) => value);
  const others = found.filter(
    ({ problem, start, end }) =>
      problem.code !== 'diagnostic.header.replaced' ||
      !secrets.some((secret) => start <= secret.start && secret.end <= end),
  );
  return [...others.map((one) => masked(one, values)), ...told];
}

/** One by one: a call with very many arguments overflows the stack. */
function append(to: Diagnostic[], items: Iterable<Diagnostic>): void {
  for (const item of items) to.push(item);
}

import { l10n, type TextDocument, workspace } from 'vscode';
import { isPublicSecret } from '../../../credentials';
import { parse } from '../../../http';
import type { EnvironmentSource, LiteralSecret, MovePlan } from '../../../language';
import type { Problem } from '../../../messages';
import type { VariableSources } from '../../send/sources';
import { plain } from '../../words';
import { fileNameOf } from '../environment-files';
import { leadingTo, staying } from '../move-words';
import { rangesIn } from '../text-ranges';
import { usersOf } from './http-users';
import { changeOf, leftoverIn, type Planning } from './in-http';
import { type Change, foundAgain, type MoveSummary, type Moving, type PlannedFile } from './model';

/**
 * A secret that stands in a file of variables, with the `.http` documents that use it.
 * @param start where it was marked
 * @returns null when the person stopped the search
 */
export async function movingInEnvironment(
  planning: Planning,
  sources: VariableSources,
  document: TextDocument,
  start: number,
): Promise<Moving | Problem | null> {
  const { documents, surroundings } = planning;
  const language = await planning.features.load();
  const format = language.environmentFormatOf(fileNameOf(document.uri));
  const original = format && find(document.getText()).find((one) => one.start === start);
  if (!format || !original) return { code: 'secret.gone' };
  const secret: LiteralSecret = original;

  const alone = await planFor(document, parse(''), document.getText(), secret);
  if ('code' in alone) return alone;
  const names = alone.variables.map(({ name }) => name);
  const parts = [alone.key, alone.secret, alone.token].filter((part) => part !== null);
  const holdsIt = (value: string) => parts.some((part) => value.includes(part));
  const title = l10n.t('Looking for requests that use {0}…', plain(names.join(', ')));
  const found = names.length === 0 ? { documents: [], cutOff: false } : await usersOf(document.uri, names, title);
  if (!found) return null;
  const users: PlannedFile[] = [];
  let isElsewhereToo = false;
  for (const user of found.documents) {
    const values = await valuesFor(user, names);
    const own = values.filter(holdsIt);
    if (own.length === 0) continue;
    isElsewhereToo ||= own.length < values.length;
    const { file } = documents.get(user);
    const plan = await planFor(user, file, document.getText(), secret);
    if ('code' in plan) return plan;
    if (plan.requests.length + plan.leftover.length > 0) users.push({ document: user, file, plan });
  }
  const summary = summaryOf(alone, users, !isElsewhereToo);
  return {
    document,
    summary,
    question: questionOf(document, names, users, summary, found.cutOff),
    changes,
  };

  function find(text: string): readonly LiteralSecret[] {
    return format ? language.secretsInEnvironment(text, format, isPublicSecret) : [];
  }

  async function planFor(
    user: TextDocument,
    file: PlannedFile['file'],
    text: string,
    wanted: LiteralSecret,
  ): Promise<MovePlan | Problem> {
    const source: EnvironmentSource = { text, format: format ?? 'dotenv' };
    return language.planMove(file, wanted, await surroundings.of(user), source);
  }

  /** All values that the variables have for a document, whichever environment is selected. */
  async function valuesFor(user: TextDocument, wanted: readonly string[]): Promise<readonly string[]> {
    const set = await sources.environments(user);
    const values = new Set<string>();
    for (const environment of [null, ...set.known.map(({ name }) => name)]) {
      const { dotenv, environment: variables } = set.variables(environment);
      for (const name of wanted) {
        const value = format === 'json' ? variables.get(name) : dotenv.get(name);
        if (value !== undefined) values.add(value);
      }
    }
    return [...values];
  }

  async function changes(name: string): Promise<readonly Change[] | Problem> {
    const open = await workspace.openTextDocument(document.uri);
    const text = open.getText();
    const again = foundAgain(find(text), secret);
    if (!again || !format) return { code: 'secret.gone' };
    const result: Change[] = [];
    let isNeeded = false;
    let own: MovePlan | null = null;
    for (const user of users) {
      const userOpen = await workspace.openTextDocument(user.document.uri);
      const { file } = documents.get(userOpen);
      const plan = await planFor(userOpen, file, text, again);
      if ('code' in plan) return plan;
      own = plan;
      isNeeded ||= plan.leftover.length > 0;
      const edits = language.editsForMove(file, { ...plan, useDirective: summary.useDirective }, name);
      if (edits.length > 0) result.push(changeOf({ document: userOpen, file }, edits));
    }
    const plan = own ?? (await planFor(open, parse(''), text, again));
    if ('code' in plan) return plan;
    if (!isNeeded) {
      const edits = language.editsOfEnvironmentFile(text, format, plan.literals);
      result.push({ document: open, edits, rangeOf: rangesIn(text) });
    }
    return result;
  }
}

function summaryOf(alone: MovePlan, users: readonly PlannedFile[], sameEverywhere: boolean): MoveSummary {
  const plans = users.map(({ plan }) => plan);
  const origins = [...new Set(plans.flatMap((plan) => plan.origins))];
  const isUnknown = plans.length === 0 || plans.some(({ origin }) => origin === null);
  const telling = plans.find(({ origin }) => origin !== null) ?? plans[0] ?? alone;
  return {
    ...telling,
    kind: plans.find(({ kind }) => kind === 'hmac')?.kind ?? telling.kind,
    origins,
    origin: isUnknown || origins.length !== 1 ? null : (origins[0] ?? null),
    requests: plans.reduce((count, { requests }) => count + requests.length, 0),
    useDirective: sameEverywhere && plans.every(({ useDirective }) => useDirective),
    leftover: users.flatMap(leftoverIn),
  };
}

/** Other programs may read the file as well, and other files change with it: that is agreed to first. */
function questionOf(
  document: TextDocument,
  names: readonly string[],
  users: readonly PlannedFile[],
  { requests, leftover, useDirective, origins }: MoveSummary,
  cutOff: boolean,
): Moving['question'] {
  const file = plain(workspace.asRelativePath(document.uri));
  const variables = plain(names.join(', '));
  const files = plain(users.map((user) => workspace.asRelativePath(user.document.uri)).join(', '));
  const detail = [
    requests === 0
      ? l10n.t('No request was found that uses this.')
      : l10n.t('Requests that will be signed with the credential instead: {0} (in {1}).', requests, files),
    ...(leftover.length > 0
      ? staying(leftover)
      : [l10n.t('Other programs that read {0} will miss what is taken out.', file)]),
    ...leadingTo(origins),
    useDirective
      ? ''
      : l10n.t(
          'Other environments give it another value, so the requests name no credential: the one that is active, or the only one for their origin, signs them.',
        ),
    cutOff ? l10n.t('There are more .http files than were searched.') : '',
  ];
  return {
    title: l10n.t('Move {0} from {1} to the keychain?', variables, file),
    detail: detail.filter(Boolean).join('\n\n'),
  };
}

import { l10n, type TextDocument, workspace } from 'vscode';
import { type HttpFile, lineOf } from '../../../http';
import type { LiteralSecret, MovePlan } from '../../../language';
import type { Problem } from '../../../messages';
import type { DocumentStore } from '../../documents';
import { rangeOf } from '../../language/convert';
import type { LanguageFeatures } from '../../language/features';
import type { DocumentSurroundings } from '../../language/surroundings';
import { plain } from '../../words';
import { leadingTo, staying } from '../move-words';
import { type Change, foundAgain, type Moving, type PlannedFile } from './model';

/** What the move of a secret is planned with. */
export interface Planning {
  readonly documents: DocumentStore;
  readonly surroundings: DocumentSurroundings;
  readonly features: LanguageFeatures;
}

/**
 * A secret that stands in a `.http` document.
 * @param start where it was marked
 */
export async function movingInHttp(
  planning: Planning,
  document: TextDocument,
  start: number,
): Promise<Moving | Problem> {
  const { documents, surroundings, features } = planning;
  const [{ planMove, secretsInHttp, editsForMove }, around] = await Promise.all([
    features.load(),
    surroundings.of(document),
  ]);
  const find = (file: HttpFile) => secretsInHttp(file, around.isPublic);
  const { file } = documents.get(document);
  const secret = find(file).find((one) => one.start === start);
  if (!secret) return { code: 'secret.gone' };
  const plan = planMove(file, secret, around);
  if ('code' in plan) return plan;
  const leftover = leftoverIn({ document, file, plan });
  const detail = [...staying(leftover), ...leadingTo(plan.origins)].join('\n\n');
  return {
    document,
    summary: { ...plan, requests: plan.requests.length, leftover },
    question: detail === '' ? null : { title: l10n.t('Move it to the keychain all the same?'), detail },
    changes: async (name) => {
      const now = await changedNow();
      return 'code' in now ? now : [changeOf(now, editsForMove(now.file, now.plan, name))];
    },
  };

  /** The plan for the text as it is by then. */
  async function changedNow(): Promise<PlannedFile | Problem> {
    const open = await workspace.openTextDocument(document.uri);
    const { file } = documents.get(open);
    const again = foundAgain(find(file), secret as LiteralSecret);
    const plan: MovePlan | Problem = again ? planMove(file, again, around) : { code: 'secret.gone' };
    return 'code' in plan ? plan : { document: open, file, plan };
  }
}

/** Edits of a `.http` document, by the parse that they were made for. */
export function changeOf({ document, file }: Omit<PlannedFile, 'plan'>, edits: Change['edits']): Change {
  return { document, edits, rangeOf: (span) => rangeOf(file, span) };
}

/** Where a secret stays, as `requests.http:12`; each place once. */
export function leftoverIn({ document, file, plan }: PlannedFile): readonly string[] {
  const name = plain(workspace.asRelativePath(document.uri));
  return [...new Set(plan.leftover.map(({ span }) => `${name}:${lineOf(file, span.start)}`))];
}

import { l10n, Uri, window } from 'vscode';
import type { PreparedRequest } from '../../../request';
import { Scheme } from '../../ids';
import { brief } from '../../words';
import type { DoctorParts } from './parts';
import type { Given } from './source';

/** Requests of this window that brought a signature of their own, which was refused: diagnosed as they were sent. */
export class RefusedRequests {
  constructor(private readonly parts: Pick<DoctorParts, 'answers' | 'refusedAt'>) {}

  /** The request of a lens. @returns null after the person was told that it is not known any more */
  async ofLens(uri: unknown, line: number): Promise<Given | null> {
    const given = await this.inFile(uri, line);
    if (!given) {
      void window.showInformationMessage(
        l10n.t('The document was edited since this request was refused: send it once more, then diagnose it.'),
      );
    }
    return given;
  }

  /** That of the answer of a lens or in front, else the one at the cursor. @returns null where neither was refused */
  async inFront(uri: unknown): Promise<Given | null> {
    const own = uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
    if (own?.scheme !== Scheme.answer) return this.inFile(uri, undefined);
    const answer = this.parts.answers.get(own);
    return answer?.refused ? givenOf(answer.refused, answer.ref.uri, answer.ref.line + 1) : null;
  }

  private async inFile(uri: unknown, line: unknown): Promise<Given | null> {
    const found = await this.parts.refusedAt(uri, line);
    return found && givenOf(found.request, found.document.uri, found.line);
  }
}

/** @param line of the request in its file, from 1 */
function givenOf({ method, url, headers, body }: PreparedRequest, { path }: Uri, line: number): Given {
  const source = l10n.t('line {0} of {1}', line, brief(path.slice(path.lastIndexOf('/') + 1), 40));
  const request = { method, target: url, headers, body, lineBreakMayBeAdded: false };
  return { ok: true, request, notes: [], source };
}

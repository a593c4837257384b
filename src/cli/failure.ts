import { bodyFileOf, type PlanFailure } from '../engine';
import { positionOf } from '../http';
import { type Problem, sentence } from '../messages';
import { type Failure, problemsOf } from '../sending';
import type { LoadedFile } from './http-file';
import { optionsText } from './remedy-text';

/** Every reason why a request cannot be sent, each with its place, and the options that help. */
export function describeFailure({ path, http }: LoadedFile, { findings }: PlanFailure): string {
  const reasons = findings.map((finding) => {
    const { line, column } = positionOf(http, finding.start);
    const file = bodyFileOf(http, finding);
    return `${path}:${line}:${column}: ${file === null ? '' : `in ${file}: `}${oneLine(finding.problem)}`;
  });
  const remedy = optionsText(findings.map(({ problem }) => problem));
  return [...reasons, ...(remedy === null ? [] : [remedy])].join('\n');
}

/** What a variable holds may have lines, which must not look like findings of their own. */
function oneLine(problem: Problem): string {
  return sentence(problem).replace(/\s*[\r\n]+\s*/g, ' ');
}

/** The same as one sentence for the JSON of an exchange. */
export function failureMessage(failure: PlanFailure | Failure): string {
  if ('problem' in failure) return problemsOf(failure).map(sentence).join(' ');
  return failure.findings.map(({ problem }) => sentence(problem)).join(' ');
}

import { bodyFileOf, type PlanFailure } from '../engine';
import { positionOf } from '../http';
import { type Problem, sentence } from '../messages';
import { type Failure, problemsOf } from '../sending';
import type { LoadedFile } from './http-file';

/** Every reason why a request cannot be sent, each with its place. */
export function describeFailure({ path, http }: LoadedFile, { findings }: PlanFailure): string {
  return findings
    .map((finding) => {
      const { line, column } = positionOf(http, finding.start);
      const file = bodyFileOf(http, finding);
      return `${path}:${line}:${column}: ${file === null ? '' : `in ${file}: `}${oneLine(finding.problem)}`;
    })
    .join('\n');
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

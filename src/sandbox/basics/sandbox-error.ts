import type { Problem } from '../../messages';

/** Why a sandbox could not be started; `problem` says it in words that can be shown. */
export class SandboxError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'SandboxError';
  }
}

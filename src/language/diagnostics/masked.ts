import type { Problem } from '../../messages';
import { masked as maskedText } from '../hover/resolved';
import type { Diagnostic } from '../model';

/** The same diagnostic, which repeats no secret of the text: neither in what it says nor in the titles of its fixes. */
export function masked(found: Diagnostic, secrets: readonly string[]): Diagnostic {
  const problem = maskedProblem(found.problem, secrets);
  const fixes = found.fixes.map((fix) => ({ ...fix, title: maskedProblem(fix.title, secrets) }));
  return { ...found, problem, fixes };
}

function maskedProblem(problem: Problem, secrets: readonly string[]): Problem {
  const { code, args } = problem;
  if (!args || !Object.values(args).some((value) => secrets.some((secret) => String(value).includes(secret)))) {
    return problem;
  }
  const plain = Object.entries(args).map(([name, value]) => [name, withoutSecrets(value, secrets)] as const);
  return { code, args: Object.fromEntries(plain) };
}

function withoutSecrets(value: string | number, secrets: readonly string[]): string | number {
  if (typeof value === 'number') return value;
  return maskedText(value, secrets);
}

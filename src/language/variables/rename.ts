import type { HttpFile, Span } from '../../http';
import type { Problem } from '../../messages';
import type { TextEdit } from '../model';
import { touches } from './place';
import { referencesOf } from './references';
import { RequestNames } from './request-names';
import { type NamedPlace, type NamedThing, namedAt } from './symbols';
import { askedRequest, isExpression, plainName, promptNames, usesIn } from './uses';

/**
 * The name that a rename at an offset changes.
 * @returns its span, or why nothing can be renamed there: no name, a system variable, a value of the environment
 */
export function renameRangeAt(file: HttpFile, offset: number): Span | Problem {
  const named = namedAt(file, offset);
  if (!named || !touches(named.span, offset)) return { code: 'rename.nothing' };
  const { start, end } = named.span;
  return unchangeable(named) ?? { start, end };
}

/**
 * Renames the variable or request at an offset in the whole file: all definitions, prompts and uses, so that every request
 * resolves to the same values as before.
 * @param newName blanks around it do not count
 * @returns edits without overlaps, in the order of the text; empty when the name stays; or why it cannot be done
 */
export function renameEdits(file: HttpFile, offset: number, newName: string): readonly TextEdit[] | Problem {
  const named = namedAt(file, offset);
  if (!named) return { code: 'rename.nothing' };
  const { thing } = named;
  const name = newName.trim();
  const places = referencesOf(file, thing);
  const isAsked = places.some(({ isDefinition }) => !isDefinition);
  const nameProblem = thing.kind === 'request' ? requestNameProblem(name, isAsked) : variableNameProblem(name);
  const problem = unchangeable(named) ?? nameProblem;
  if (problem) return problem;
  if (name === thing.name) return [];
  if (isTaken(file, thing, name)) return { code: 'rename.taken', args: { name } };
  return places.map(({ start, end }) => ({ start, end, text: name }));
}

function unchangeable({ thing: { kind, name } }: NamedPlace): Problem | null {
  if (kind === 'system') return { code: 'rename.system', args: { name } };
  return kind === 'elsewhere' ? { code: 'rename.elsewhere', args: { name } } : null;
}

/** What `@name = value`, `# @prompt name` and `{{name}}` all read as the same name. */
function variableNameProblem(name: string): Problem | null {
  const isName = /^[^\s={}\\$%][^\s={}\\]*$/.test(name) && !name.endsWith(':') && !isExpression(name);
  return isName ? null : { code: 'rename.variableName', args: { name } };
}

/** A request may be called anything on one line; one that others ask, only what can stand before `.response`. */
function requestNameProblem(name: string, isAsked: boolean): Problem | null {
  if (isAsked) return /^[^\s.{}$%#][^\s.{}]*$/.test(name) ? null : { code: 'rename.askedRequestName', args: { name } };
  return name === '' || /^[#=]|[\r\n]/.test(name) ? { code: 'rename.requestName', args: { name } } : null;
}

/** Whether something of the file would from then on mean another thing than before. */
function isTaken(file: HttpFile, thing: NamedThing, name: string): boolean {
  if (thing.kind === 'request') return isTakenByRequest(file, thing, name);
  return (
    file.variables.some((variable) => variable.name === name) ||
    file.requests.some((request) => promptNames(request).some((prompt) => prompt.name === name)) ||
    file.blocks.some((block) =>
      usesIn(file, block, Number.POSITIVE_INFINITY).some((use) => plainName(use)?.name === name),
    )
  );
}

function isTakenByRequest(file: HttpFile, thing: Extract<NamedThing, { kind: 'request' }>, name: string): boolean {
  const lower = name.toLowerCase();
  const names = new RequestNames(file);
  const isOther = file.requests.some(
    (request) => request !== thing.request && request.name !== null && request.name.toLowerCase() === lower,
  );
  return (
    isOther ||
    file.blocks.some((block) =>
      usesIn(file, block, Number.POSITIVE_INFINITY).some((use) => {
        const asked = askedRequest(use.name);
        return asked?.toLowerCase() === lower && names.find(asked) !== thing.request;
      }),
    )
  );
}

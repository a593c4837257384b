import { lineOf, type VariableNode } from '../../http';
import { referencesOf } from '../variables/references';
import type { HoverContext } from './context';
import { code, facts, lineLink, paragraphs, phrase, words } from './markdown';
import { masked, resolveText } from './resolved';

/** What a file variable resolves to, how often it is used, and where else it is defined. */
export function definitionHover({ name, value, start }: VariableNode, context: HoverContext): string {
  const { file, say } = context;
  const { text, secrets } = resolveText(value, context);
  const references = referencesOf(file, { kind: 'variable', name });
  const count = references.filter(({ isDefinition }) => !isDefinition).length;
  const used = count === 0 ? 'unused' : count === 1 ? 'usedOnce' : 'used';
  const lines = file.variables
    .filter((variable) => variable.name === name && variable.start !== start)
    .map((variable) => lineOf(file, variable.start));
  return paragraphs(
    facts(
      // What is typed as it is needs no repetition.
      text === value ? '' : code(masked(text, secrets)),
      words(say, { code: `hover.variable.${used}`, args: { count } }),
    ),
    lines.length === 0 ? '' : phrase(say, 'hover.variable.alsoDefined', { lines: lineLinks(lines, context) }),
  );
}

function lineLinks(lines: readonly number[], { say }: HoverContext): string {
  const shown = lines.slice(0, 5).map((line) => lineLink(line, words(say, { code: 'hover.line', args: { line } })));
  return [...shown, ...(lines.length > shown.length ? ['…'] : [])].join(', ');
}

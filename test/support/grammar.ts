import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const root = join(__dirname, '..', '..');
const files: Readonly<Record<string, string>> = {
  'source.http.restlink': 'media/http.tmLanguage.json',
  'source.restlink-answer': 'media/answer.tmLanguage.json',
};

/** Stands for a grammar that VS Code brings along: rough, but it nests, as the real one does. */
const foreign = (scopeName: string) => ({
  scopeName,
  patterns: [{ include: '#value' }],
  repository: {
    value: {
      patterns: [
        { name: 'string.foreign', begin: '"', end: '"|$' },
        { name: 'meta.nested.foreign', begin: '[{\\[]', end: '[}\\]]', patterns: [{ include: '#value' }] },
      ],
    },
  },
});

/** A piece of text with the scopes that the grammar gives it, joined by blanks. */
export interface Token {
  readonly line: number;
  readonly text: string;
  readonly scopes: string;
}

/** Loads one of our grammars by its scope, as VS Code would. */
export async function loadGrammar(scope: string): Promise<(text: string) => Token[]> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (name) => {
      const file = files[name];
      const text = file ? readFileSync(join(root, file), 'utf8') : JSON.stringify(foreign(name));
      return parseRawGrammar(text, `${name}.json`);
    },
  });
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`No grammar ${scope}`);
  return (text) => tokenize(grammar, text);
}

function tokenize(grammar: IGrammar, text: string): Token[] {
  let state = INITIAL;
  return text.split('\n').flatMap((content, line) => {
    const result = grammar.tokenizeLine(content, state);
    state = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      line,
      text: content.slice(startIndex, endIndex),
      scopes: scopes.join(' '),
    }));
  });
}

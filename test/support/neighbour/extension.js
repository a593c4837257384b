// The shape of other clients for .http files: providers on the same language, a lens over each request.
const vscode = require('vscode');

const request = /^(?:GET|POST|PUT|DELETE) /;

function lines(document) {
  return Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line)).filter(({ text }) =>
    request.test(text),
  );
}

exports.activate = ({ subscriptions }) => {
  const selector = { language: 'http' };
  subscriptions.push(
    vscode.commands.registerCommand('neighbour.send', (line) =>
      vscode.window.showInformationMessage(`Neighbour would send line ${line + 1}`),
    ),
    vscode.languages.registerCodeLensProvider(selector, {
      provideCodeLenses: (document) =>
        lines(document).map(
          ({ range, lineNumber }) =>
            new vscode.CodeLens(range, { title: 'Send Request', command: 'neighbour.send', arguments: [lineNumber] }),
        ),
    }),
    vscode.languages.registerCompletionItemProvider(selector, {
      provideCompletionItems: () => [new vscode.CompletionItem('Neighbour-Header: ')],
    }),
    vscode.languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: (document) =>
        lines(document).map(
          ({ text, range }) => new vscode.DocumentSymbol(text, 'neighbour', vscode.SymbolKind.Function, range, range),
        ),
    }),
    vscode.languages.registerFoldingRangeProvider(selector, { provideFoldingRanges: () => [] }),
    vscode.languages.registerHoverProvider(selector, { provideHover: () => new vscode.Hover('Neighbour was here') }),
  );
};

import { strict as assert } from 'node:assert';
import {
  type CodeAction,
  type CompletionList,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentHighlight,
  type DocumentSymbol,
  extensions,
  type FoldingRange,
  type Hover,
  type Location,
  languages,
  MarkdownString,
  Position,
  Range,
  type SemanticTokens,
  type SemanticTokensLegend,
  type TextDocument,
  Uri,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { until } from '../support/workbench/wait';

/** Where the cursor is in the texts of these tests. */
const CURSOR = '‸';

describe('the language http in the editor', () => {
  before(async () => {
    await extensions.getExtension('restlink.restlink-sms')?.activate();
  });

  afterEach(async () => {
    await workspace.saveAll(false); // or closing would ask
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of written.splice(0)) await workspace.fs.delete(uri);
  });

  describe('completion', () => {
    it('offers endpoint paths that fit the method', async () => {
      const labels = await completionLabels(`GET {{baseUrl}}/api/v1/sms/${CURSOR}`);
      assert.ok(
        labels.some((label) => label.includes('/sms/stats')),
        labels.join(', '),
      );
    });

    it('offers query parameters that are not there yet, and the values of one', async () => {
      const names = await completionLabels(`GET {{baseUrl}}/api/v1/sms/stats?period=7d&${CURSOR}`);
      assert.ok(names.includes('source'), names.join(', '));
      assert.ok(!names.includes('period'), names.join(', '));
      const values = await completionLabels(`GET {{baseUrl}}/api/v1/sms/stats?period=${CURSOR}`);
      assert.ok(values.includes('30d'), values.join(', '));
    });

    it('offers header names, and never those that we add ourselves', async () => {
      const labels = await completionLabels(`POST {{baseUrl}}/api/v1/sms/send\nCon${CURSOR}`);
      assert.ok(labels.includes('Content-Type'), labels.join(', '));
      assert.ok(!labels.some((label) => /^X-(?:API-Key|Timestamp|Signature)$/i.test(label)), labels.join(', '));
    });

    it('offers variables between braces', async () => {
      const labels = await completionLabels(
        `@phone = +14155551234\n\n###\nGET {{baseUrl}}/api/v1/sms/messages?phone={{${CURSOR}}}`,
      );
      assert.ok(labels.includes('phone'), labels.join(', '));
      assert.ok(labels.includes('baseUrl'), labels.join(', '));
      assert.ok(
        labels.some((label) => label.startsWith('$')),
        labels.join(', '),
      );
    });

    it('offers directives', async () => {
      const labels = await completionLabels(`### One\n# @${CURSOR}\nGET {{baseUrl}}/api/v1/user/balance`);
      assert.ok(
        labels.some((label) => label.includes('no-sign')),
        labels.join(', '),
      );
    });

    it('offers members of a JSON body from the API description', async () => {
      const labels = await completionLabels(
        `POST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n{\n  "to": ["+14155551234"],\n  ${CURSOR}\n}`,
      );
      assert.ok(
        labels.some((label) => label.includes('sender_id')),
        labels.join(', '),
      );
    });
  });

  describe('hover', () => {
    it('tells of an endpoint its summary, its permission and where to read on', async () => {
      const text = await hoverText(`GET {{baseUrl}}/api/v1/sms/st${CURSOR}ats`);
      assert.match(text, /sms\.read/);
      assert.match(text, /https:\/\/docs\.23telecom\.co\.uk\/sms\/statistics/);
    });

    it('tells of a text its encoding and segments', async () => {
      const text = await hoverText(
        `POST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n{ "to": ["+14155551234", "+447911123456"], "message": "Your co${CURSOR}de is 8472", "sender_id": "MyApp" }`,
      );
      assert.match(text, /GSM-7 · 17 of 160/);
      assert.match(text, /× 2 recipients/);
    });

    it('shows the value of a variable, and masks one that is secret', async () => {
      assert.match(
        await hoverText(`@shop = Berlin\n\n###\nGET {{baseUrl}}/api/v1/sms/messages?sender={{sh${CURSOR}op}}`),
        /Berlin/,
      );
      const masked = await hoverText(
        `@password = hunter2-and-more\n\n###\nGET {{baseUrl}}/api/v1/sms/messages?sender={{pass${CURSOR}word}}`,
      );
      assert.ok(!masked.includes('hunter2-and-more'), masked);
    });
  });

  describe('diagnostics', () => {
    it('are none for a request that is right', async () => {
      const document = await open(`### Balance\nGET {{baseUrl}}/api/v1/user/balance\n`);
      const wrong = await open(`### Wrong\nGET {{baseUrl}}/api/v1/user/balanze\n`);
      await diagnosticsOf(wrong, (found) => found.length > 0); // the other was looked at before
      assert.deepEqual(languages.getDiagnostics(document.uri), []);
    });

    it('name an unknown endpoint, and the quick fix puts the nearest one in its place', async () => {
      const document = await open('### Wrong\nGET {{baseUrl}}/api/v1/user/balanze\n');
      const [diagnostic] = await diagnosticsOf(document, (found) => found.length > 0);
      assert.ok(diagnostic);
      assert.equal(diagnostic.source, 'Restlink');
      await applyFix(document, diagnostic.range);
      assert.match(document.getText(), /\/api\/v1\/user\/balance\n/);
      await diagnosticsOf(document, (found) => found.length === 0);
    });

    it('follow the text while it is typed', async () => {
      const document = await open('### One\nGET {{baseUrl}}/api/v1/user/balance\n');
      await edit(document, (text) => text.replace('{{baseUrl}}', '{{nowhere}}'));
      const [found] = await diagnosticsOf(document, (list) => list.some(({ message }) => message.includes('nowhere')));
      assert.equal(found?.severity, DiagnosticSeverity.Error);
      await edit(document, (text) => `@nowhere = {{baseUrl}}\n\n${text}`);
      await diagnosticsOf(document, (list) => list.length === 0);
    });

    it('tell of invalid JSON and of a body against the API description', async () => {
      const body = (json: string) => `POST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n${json}\n`;
      const broken = await open(body('{ "to": ["+14155551234"], "message": "Hi" "sender_id": "MyApp" }'));
      await diagnosticsOf(broken, (list) => list.some(({ severity }) => severity === DiagnosticSeverity.Error));
      const lacking = await open(body('{ "to": ["+14155551234"], "message": "Hi" }'));
      await diagnosticsOf(lacking, (list) => list.some(({ message }) => message.includes('sender_id')));
    });

    it('tell of sender rules, numbers and signing headers typed by hand', async () => {
      const document = await open(
        'POST {{baseUrl}}/api/v1/sms/send\nX-Signature: abc\nContent-Type: application/json\n\n{ "to": ["0049 151 1234"], "message": "Hi", "sender_id": "MyVeryLongSender" }\n',
      );
      const found = await diagnosticsOf(document, (list) => list.length >= 3);
      const marked = found.map(({ range }) => document.getText(range));
      assert.ok(
        marked.some((text) => text.includes('X-Signature')),
        marked.join(' | '),
      );
      assert.ok(
        marked.some((text) => text.includes('0049 151 1234')),
        marked.join(' | '),
      );
      assert.ok(
        marked.some((text) => text.includes('MyVeryLongSender')),
        marked.join(' | '),
      );
    });

    it('a missing ### is put in by its quick fix', async () => {
      const document = await open('GET {{baseUrl}}/api/v1/user/balance\n\nGET {{baseUrl}}/api/v1/sms/stats\n');
      const [diagnostic] = await diagnosticsOf(document, (list) => list.length > 0);
      assert.ok(diagnostic);
      await applyFix(document, diagnostic.range);
      assert.match(document.getText(), /balance\n\n###.*\nGET/);
    });

    it('go with the document', async () => {
      // A file stays open for a while behind its closed editor, an untitled document does not.
      const content = '### Wrong\nGET {{baseUrl}}/api/v1/user/balanze\n';
      const document = await workspace.openTextDocument({ language: 'http', content });
      await window.showTextDocument(document);
      await diagnosticsOf(document, (list) => list.length > 0);
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await diagnosticsOf(document, (list) => list.length === 0);
    });
  });

  describe('getting about', () => {
    const CHAIN = [
      '@shop = Berlin',
      '@sender = {{shop}}App',
      '',
      '### Send',
      '# @name send',
      'POST {{baseUrl}}/api/v1/sms/send',
      'Content-Type: application/json',
      '',
      '{',
      '  "to": ["+14155551234"],',
      '  "message": "From {{shop}}",',
      '  "sender_id": "{{sender}}"',
      '}',
      '',
      '### Later',
      'GET {{baseUrl}}/api/v1/sms/status/{{send.response.body.$.messages[0].message_id}}',
      '',
    ].join('\n');

    it('lists requests and variables in the outline', async () => {
      const document = await open(CHAIN);
      const symbols = await until('the outline', async () => {
        const found = await commands.executeCommand<DocumentSymbol[] | undefined>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        );
        return found && found.length > 0 && found;
      });
      const names = symbols.map(({ name }) => name);
      for (const name of ['shop', 'sender', 'Later']) assert.ok(names.includes(name), names.join(', '));
      assert.ok(names.includes('send') || names.includes('Send'), names.join(', '));
    });

    it('folds requests and bodies', async () => {
      const document = await open(CHAIN);
      const folds = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
      const lines = folds.map(({ start, end }) => `${start}-${end}`);
      assert.ok(lines.includes('3-12'), lines.join(', '));
      assert.ok(
        folds.some(({ start }) => start === 8),
        lines.join(', '),
      );
    });

    it('goes to the definition of a variable and finds its uses', async () => {
      const document = await open(CHAIN);
      const use = positionOf(document, '{{shop}}",', 3);
      const [definition] = await commands.executeCommand<Location[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        use,
      );
      assert.equal(definition?.range.start.line, 0);
      const references = await commands.executeCommand<Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        use,
      );
      assert.deepEqual(
        references.map(({ range }) => range.start.line),
        [0, 1, 10],
      );
      const highlights = await commands.executeCommand<DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        document.uri,
        use,
      );
      assert.equal(highlights.length, 3);
    });

    it('renames a variable wherever it stands', async () => {
      const document = await open(CHAIN);
      const edits = await commands.executeCommand<WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        positionOf(document, '{{shop}}",', 3),
        'city',
      );
      assert.ok(await workspace.applyEdit(edits));
      assert.ok(!document.getText().includes('shop'));
      assert.match(document.getText(), /^@city = Berlin\n@sender = \{\{city\}\}App\n/);
    });

    it('renames a request with what refers to its answer', async () => {
      const document = await open(CHAIN);
      const edits = await commands.executeCommand<WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        positionOf(document, '@name send', 7),
        'first',
      );
      assert.ok(await workspace.applyEdit(edits));
      assert.match(document.getText(), /# @name first\n/);
      assert.match(document.getText(), /\{\{first\.response\.body/);
    });

    it('says why a system variable cannot be renamed', async () => {
      const document = await open('GET {{baseUrl}}/api/v1/sms/stats?sender={{$guid}}\n');
      await assert.rejects(
        Promise.resolve(
          commands.executeCommand('vscode.prepareRename', document.uri, positionOf(document, '$guid', 2)),
        ),
      );
    });

    it('colours variables by whether they have a value', async () => {
      const document = await open(
        '@shop = Berlin\n\n###\nGET {{baseUrl}}/api/v1/sms/stats?sender={{shop}}&phone={{nowhere}}\n',
      );
      const legend = await commands.executeCommand<SemanticTokensLegend>(
        'vscode.provideDocumentSemanticTokensLegend',
        document.uri,
      );
      const tokens = await commands.executeCommand<SemanticTokens>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      );
      const types = [...tokens.data].filter((_, i) => i % 5 === 3).map((type) => legend.tokenTypes[type]);
      assert.deepEqual(types, ['restlinkVariable', 'restlinkVariable', 'restlinkUnresolvedVariable']);
    });
  });
});

/** Files of the running test. */
const written: Uri[] = [];
let count = 0;

/** Opens a new file: the editor gives the name of a closed untitled document to the next one, with what is left of it. */
async function open(content: string): Promise<TextDocument> {
  const uri = Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'), `written-${count++}.http`);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  written.push(uri);
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: false });
  return document;
}

/** Opens a text with a cursor in it. */
async function openAt(text: string): Promise<{ document: TextDocument; position: Position }> {
  const offset = text.indexOf(CURSOR);
  const document = await open(text.replace(CURSOR, ''));
  return { document, position: document.positionAt(offset) };
}

async function completionLabels(text: string): Promise<string[]> {
  const { document, position } = await openAt(text);
  const { items } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

async function hoverText(text: string): Promise<string> {
  const { document, position } = await openAt(text);
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : String(content)))
    .join('\n');
}

async function diagnosticsOf(
  document: TextDocument,
  wanted: (found: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  return until(
    'the diagnostics',
    () => {
      const found = languages.getDiagnostics(document.uri);
      return wanted(found) && found;
    },
    8000,
  );
}

async function applyFix(document: TextDocument, range: Range): Promise<void> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    'quickfix',
  );
  const action = actions.find(({ isPreferred }) => isPreferred) ?? actions[0];
  assert.ok(action?.edit, 'a quick fix');
  assert.ok(await workspace.applyEdit(action.edit));
}

async function edit(document: TextDocument, change: (text: string) => string): Promise<void> {
  const editor = await window.showTextDocument(document);
  const whole = new Range(new Position(0, 0), document.positionAt(document.getText().length));
  await editor.edit((builder) => builder.replace(whole, change(document.getText())));
}

/** The place some characters behind the start of a text in the document. */
function positionOf(document: TextDocument, text: string, into: number): Position {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, text);
  return document.positionAt(offset + into);
}

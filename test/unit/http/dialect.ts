import fc from 'fast-check';

// Texts that look like the dialect, so that random ones reach every corner of the parser.

const usual = [
  ...[
    '',
    '',
    ' ',
    '###',
    '### title',
    ' ### indented',
    '#### more',
    '# comment',
    '// comment',
    '# @name x',
    '# @timeout 5',
  ],
  ...[
    'GET /x',
    'POST {{baseUrl}}/api',
    'PUT https://x.test/{{v}} HTTP/1.1',
    'DELETE /y',
    '  ?a=1',
    '  &b=2',
    'A: 1',
    'Host: x',
  ],
  ...['Content-Type: application/json', 'Content-Type: text/plain', '{ "a": {{v}} }', '{', '  "b": 1', '}', 'words'],
];

const unusual = [
  ...['@v = 1', '@w = {{v}}', '@v = text/plain', '@ct = multipart/mixed; boundary=b', '@', '  @v = 2'],
  ...['get /y', 'GRAPHQL /g', 'GET', 'GET ', '/lone', 'a.test/x', 'PATCH\t/tab', 'import a.http', 'run #x', '{{v}}/z'],
  ...[
    '  continued',
    'bad header',
    ': none',
    'Content-Length: 3',
    'Content-Type: {{v}}',
    'content-type: {{ct}}; a={{w}}',
  ],
  ...[
    'Content-Type:',
    '  {{v}}',
    'Content-Type: multipart/mixed; boundary=b',
    '--b',
    '--b--',
    'X-Request-Type: GraphQL',
  ],
  ...[
    'Content-Type: application/x-www-form-urlencoded',
    'a=1',
    '&c=2',
    'query { a }',
    '{ "id": 1 }',
    '<root>',
    '</root>',
  ],
  ...[
    '< ./file',
    '<@utf8 ./file',
    '<',
    '>',
    '< {%',
    '> {% x %}',
    '> {%',
    '  < {%',
    '%}',
    'x %}  ',
    '< {%}',
    '{{',
    '}}',
    '{{@request',
  ],
  ...[
    '> a.js',
    '>> b',
    '?? status == 200',
    '<> c',
    '?',
    "curl -X POST 'x.test' \\",
    "  -d 'a",
    "b' -F c=@d",
    '-u {{a}}',
    '\ufeff###',
  ],
];

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...usual) },
  { weight: 4, arbitrary: fc.constantFrom(...unusual) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

const anyBreak = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');
const breaks = fc.oneof(fc.constantFrom('\n', '\r\n', '\r'), fc.constant(null));

const below = fc.oneof(
  fc.constantFrom('', '@v = 1', 'GET /split', '# comment', '%}', '< {%', '{{', '}}', '> a.js'),
  line,
);
const some = (lines: fc.Arbitrary<string>, most: number) => fc.array(lines, { maxLength: most, size: 'max' });
const pick = (...texts: string[]) => some(fc.constantFrom(...texts), 1);

/** Lines in the order in which a request has them, with anything between. */
const request = fc
  .tuple(
    pick('###', '### title', '', ' ### indented'),
    some(fc.oneof(fc.constantFrom('# @name a', '# note', '@v = text/plain', '< {%', '%}'), line), 2),
    fc.constantFrom('GET /x', 'POST {{baseUrl}}/y', 'PUT https://x.test', 'get /z', 'curl x.test'),
    some(
      fc.oneof(fc.constantFrom('  ?a=1', 'A: 1', 'Content-Type: {{v}}', 'Content-Type: text/plain', '  more'), below),
      3,
    ),
    pick('', '', ' '),
    some(below, 3),
    pick('{', 'words', '< ./file', '--b', '{{v}}'),
    some(below, 3),
  )
  .map((parts) => parts.flat());

/** Lines with one kind of line break, or with all of them mixed. */
export function dialectText(maxLines: number): fc.Arbitrary<string> {
  const chunks = fc.oneof(some(line, 4), request);
  const lines = fc.array(chunks, { maxLength: Math.ceil(maxLines / 5), size: 'max' }).map((all) => all.flat());
  return fc
    .tuple(fc.constantFrom('', '', '', '\ufeff'), lines, fc.infiniteStream(anyBreak), breaks, fc.boolean())
    .map(([mark, all, mixed, one, ends]) => {
      const text = all.map((content) => content + (one ?? mixed.next().value)).join('');
      return mark + (ends ? text : text.trimEnd());
    });
}

/** A text of any kind. */
export const anyText = fc.oneof(
  { weight: 8, arbitrary: dialectText(40) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('utf8')) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 })
      .map((units) => String.fromCharCode(...units)),
  },
);

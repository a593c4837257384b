import { type BlockNode, type Finding, type HttpFile, lineOf, type RequestNode, type Span } from '../../http';
import { eolOf } from '../eol';
import type { Diagnostic, Fix } from '../model';
import { nearest } from '../nearest';
import { commentOut, lineStart, removeLines } from './lines';
import { diagnostic, fix, insert, replace } from './report';

/** Where a finding of the parser stands. */
interface Place {
  readonly file: HttpFile;
  /** Null for one outside of requests. */
  readonly request: RequestNode | null;
  readonly block: BlockNode;
}

type Fixes = (finding: Finding, place: Place) => readonly Fix[];

const removeIt: Fixes = (finding, { file }) => [fix({ code: 'fix.removeLine' }, removeLines(file, finding), true)];

/** What can be done about what the parser noticed, by its code. Only a fix that nobody would regret is the preferred one. */
const fixesByCode: Readonly<Record<string, Fixes>> = {
  'http.separator.missing': (_, { file, request }) =>
    request ? [fix({ code: 'fix.separator' }, insert(request.start, `###${eolOf(file)}`), true)] : [],
  'http.requestLine.invalid': strayFixes,
  'http.header.noColon': headerFixes,
  'http.body.noBlankLine': (finding, { file }) => [asBody(finding, file, true), comment(finding)],
  'http.header.name': nameFixes,
  'http.contentLength': removeIt,
  'http.body.noBoundary': boundaryFixes,
  'http.body.afterVariable': tailFixes,
  'http.directive.unknown': directiveKeyFixes,
  'http.directive.noValue': removeIt,
  'http.directive.duration': durationFixes,
  'http.directive.misplaced': moveUp,
  'http.script.preRequest': removeScript,
  'http.script.handler': removeScript,
  'http.script.saveTo': removeScript,
  'http.script.assert': removeScript,
  'http.script.savedAnswer': removeScript,
  'http.script.open': closeScript,
  'http.variable.malformed': variableFixes,
};

/** Codes whose range is not sent: drawn faded. */
const unsent =
  /^http\.(?:contentLength|transferEncoding|body\.comment|body\.afterVariable|script\.|curl\.(?:option|insecure|location|shell|moreUrls|tail))/;

/** Fixes that work with lines, which the arguments of a `curl` command are not. */
const needsLines = /^http\.(?:header|body|contentLength|transferEncoding)/;

/** What the parser noticed in a block, with what can be done about it. */
export function* findingDiagnostics(file: HttpFile, block: BlockNode): Iterable<Diagnostic> {
  const counts = new Map<string, number>();
  yield* among(block.findings, { file, block, request: null }, counts);
  for (const request of block.requests) yield* among(request.findings, { file, block, request }, counts);
}

/** @param counts how often each code was told of in this block */
function* among(findings: readonly Finding[], place: Place, counts: Map<string, number>): Iterable<Diagnostic> {
  for (const finding of findings) {
    const { code } = finding.problem;
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (count <= MOST_TOLD) yield ofFinding(finding, place, count <= MOST_FIXED);
  }
}

/** Of one code in one block: the rest would say nothing that these do not say. */
const MOST_TOLD = 1_000;

/** Of a text that is something else altogether, every line is a finding: nobody mends them one by one. */
const MOST_FIXED = 300;
/** Longer lines are not taken apart. */
const LONGEST_LINE = 2_000;

function ofFinding(finding: Finding, place: Place, mayFix: boolean): Diagnostic {
  const { code } = finding.problem;
  const isApart = place.request?.syntax === 'curl' && needsLines.test(code);
  const isFixed = mayFix && !isApart && finding.end - finding.start <= LONGEST_LINE;
  const fixes = isFixed ? (fixesByCode[code]?.(finding, place) ?? []) : [];
  return diagnostic(finding.severity, finding, finding.problem, { fixes, unnecessary: unsent.test(code) });
}

function comment(span: Span): Fix {
  return fix({ code: 'fix.comment' }, commentOut(span));
}

function asBody({ start }: Span, file: HttpFile, preferred: boolean): Fix {
  return fix({ code: 'fix.asBody' }, insert(lineStart(file, start), eolOf(file)), preferred);
}

/** `Accept application/json` has lost its colon; a sentence is rather a body or a comment. */
function headerFixes(finding: Finding, { file }: Place): readonly Fix[] {
  const line = file.slice(finding.start, finding.end);
  const match = /^([!#$%&'*+.^_`|~\w-]+)(?:\s+(.*))?$/s.exec(line);
  const others = [asBody(finding, file, false), comment(finding)];
  if (!match) return others;
  const [, name = '', value = ''] = match;
  const written = value === '' ? `${name}:` : `${name}: ${value}`;
  const certain = /^[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*$/.test(name) && value !== '' && value.split(/\s+/).length <= 2;
  return [fix({ code: 'fix.colon', args: { header: written } }, replace(finding, written), certain), ...others];
}

function nameFixes(finding: Finding, { file }: Place): readonly Fix[] {
  const name = file.slice(finding.start, finding.end);
  if (/^["'[{]/.test(name)) return [asBody(finding, file, false), comment(finding)];
  const better = name
    .trim()
    .replace(/[^!#$%&'*+.^_`|~\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (better === '') return [comment(finding)];
  return [fix({ code: 'fix.headerName', args: { name: better } }, replace(finding, better), true), comment(finding)];
}

/** The boundary is what stands behind `--` in the first line of the body. */
function boundaryFixes(finding: Finding, { file, request }: Place): readonly Fix[] {
  if (!request?.body) return [];
  const head = file.slice(request.body.start, request.body.start + 200);
  const boundary = /^[ \t]*--([\w'()+,./:=?-]{1,70})[ \t]*(?:\r?\n|$)/m.exec(head)?.[1];
  if (!boundary) return [];
  const quoted = /^[\w.-]+$/.test(boundary) ? boundary : `"${boundary}"`;
  return [fix({ code: 'fix.boundary', args: { boundary } }, insert(finding.end, `; boundary=${quoted}`), true)];
}

/** The parser tells of prose once for each paragraph. */
function strayFixes(finding: Finding, { file, block }: Place): readonly Fix[] {
  const next = block.requests.find(({ requestLine }) => requestLine.start > finding.start);
  const end = next?.requestLine.start ?? block.end;
  return [fix({ code: 'fix.comment' }, unread(file, { start: finding.start, end }, [], true).map(commentOut), true)];
}

/** And of what follows the end of a body once for each request. */
function tailFixes(finding: Finding, { file, request, block }: Place): readonly Fix[] {
  const line = file.slice(finding.start, finding.end);
  if (!/^[A-Z]{3,7}\s+(?:https?:|\/|\{\{)/.test(line)) {
    const span = { start: finding.start, end: request?.end ?? block.end };
    return [fix({ code: 'fix.comment' }, unread(file, span, request?.scripts ?? [], false).map(commentOut))];
  }
  return [fix({ code: 'fix.separator' }, insert(lineStart(file, finding.start), `###${eolOf(file)}`), true)];
}

/** The lines of a range that are neither blank nor a comment, a variable or a script; up to a blank line where asked. */
function unread(file: HttpFile, { start, end }: Span, scripts: readonly Span[], untilBlank: boolean): Span[] {
  const found: Span[] = [];
  for (let line = lineOf(file, start) - 1; (file.lineStarts[line] ?? end) < end; line++) {
    const from = Math.max(file.lineStarts[line] ?? 0, start);
    const text = file.slice(from, file.lineStarts[line + 1] ?? file.length);
    const first = from + text.search(/\S|$/);
    if (text.trim() === '') {
      if (untilBlank) break;
      continue;
    }
    const isScript = scripts.some((script) => script.start <= first && first < script.end);
    if (!isScript && !/^\s*(?:#|\/\/|@\S+\s*:?=)/.test(text)) found.push({ start: first, end: first });
  }
  return found;
}

/** Keys that mean something here (http-dialect: directive). */
const directiveKeys = [
  ...['name', 'credential', 'no-sign', 'note', 'no-log', 'timeout', 'connection-timeout', 'prompt'],
  ...['no-redirect', 'no-cookie-jar'],
];

function directiveKeyFixes(finding: Finding): readonly Fix[] {
  const key = String(finding.problem.args?.key ?? '');
  const near = nearest(key, directiveKeys);
  return near ? [fix({ code: 'fix.replace', args: { text: `@${near}` } }, replace(finding, near))] : [];
}

const units: Readonly<Record<string, string>> = {
  second: 's',
  sec: 's',
  minute: 'm',
  min: 'm',
  milli: 'ms',
  msec: 'ms',
};

/** `30 seconds` is `30 s`. */
function durationFixes(finding: Finding, { file }: Place): readonly Fix[] {
  const value = file.slice(finding.start, finding.end);
  const [, number, word = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]+)\.?$/i.exec(value) ?? [];
  const unit = Object.entries(units).find(([start]) => word.toLowerCase().startsWith(start))?.[1];
  const remove = fix({ code: 'fix.removeLine' }, removeLines(file, finding));
  if (!number || !unit || Number(number) === 0) return [remove];
  const text = `${number} ${unit}`;
  return [fix({ code: 'fix.replace', args: { text } }, replace(finding, text), true), remove];
}

function moveUp(finding: Finding, { file, request }: Place): readonly Fix[] {
  if (!request || finding.start < request.requestLine.start) return [];
  const lines = removeLines(file, finding);
  const line = file.slice(lines.start, lines.end).trim();
  const target = lineStart(file, request.requestLine.start);
  return [fix({ code: 'fix.moveUp' }, [lines, insert(target, `${line}${eolOf(file)}`)], true)];
}

/** Not preferred: another tool may run it. */
function removeScript(finding: Finding, { file, request, block }: Place): readonly Fix[] {
  const scripts = request?.scripts ?? block.scripts;
  const script = scripts.find(({ start, end }) => start <= finding.start && finding.start < end);
  if (!script) return [];
  const code = file.slice(script.start, script.end).split('\n', 1)[0] ?? '';
  const same = scripts.filter(({ role }) => role === script.role);
  const title = code.includes('{%') ? 'fix.removeScript' : 'fix.removeLine';
  return [
    fix(
      { code: title },
      same.map((one) => removeLines(file, one)),
    ),
  ];
}

function closeScript(finding: Finding, { file, request, block }: Place): readonly Fix[] {
  const scripts = request?.scripts ?? block.scripts;
  const script = scripts.find(({ start }) => start === finding.start);
  if (!script) return [];
  const eol = eolOf(file);
  return [fix({ code: 'fix.closeScript' }, insert(script.end, `${eol}%}`))];
}

/** `@name value` and `@name: value` have lost their `=`. */
function variableFixes(finding: Finding, { file }: Place): readonly Fix[] {
  const line = file.slice(finding.start, finding.end);
  const [, name, value] =
    /^@\s*([^\s={}\\:]+)\s*:?\s+(.+)$/s.exec(line) ?? /^@\s*([^\s={}\\:]+)\s*=\s*(.*)$/s.exec(line) ?? [];
  if (!name || value === undefined) return [comment(finding)];
  const text = `@${name} = ${value}`;
  return [fix({ code: 'fix.variable', args: { name } }, replace(finding, text), true), comment(finding)];
}

import { type ASTNode, ErrorCode, type Diagnostic as Found, type ObjectASTNode } from 'vscode-json-languageservice';
import type { Endpoint } from '../../catalog';
import type { Span } from '../../http';
import type { Problem } from '../../messages';
import type { Diagnostic, Fix } from '../model';
import type { Say } from '../say';
import type { BodyText } from './body-text';
import { insertComma, insertMembers, removeComma, removeMember, replaceText } from './fixes';
import type { MaskedBody } from './mask';
import {
  choiceMeant,
  isMissingMember,
  isUnknownMember,
  isWrongType,
  memberMeant,
  misfitProblem,
  unknownProblem,
} from './rules';
import { schemaAt } from './schema-at';
import type { BodyService, ReadBody } from './service';
import { syntaxCode } from './syntax';

/** More than anybody reads; a body of another format would give one for each of its words. */
const MOST = 50;

/** What the service says where a list or an object has no end. */
const OPEN: readonly unknown[] = [ErrorCode.CommaOrCloseBacketExpected, ErrorCode.CommaOrCloseBraceExpected];

/** What a body is checked with. */
export interface BodyCheck {
  readonly body: BodyText;
  readonly masked: MaskedBody;
  readonly endpoint: Endpoint | undefined;
  /** Line end of the document. */
  readonly eol: string;
  /** Whether edits can be made: not inside of the quotes of a shell. */
  readonly canEdit: boolean;
}

/**
 * What is wrong with a JSON body: its syntax first, and only where that is right what the API description asks of it
 * (the service answers 400 INVALID_BODY to what cannot be parsed, FACTS.md section 2).
 */
export async function bodyDiagnostics(given: BodyCheck, parts: BodyService, say: Say): Promise<Diagnostic[]> {
  const read = parts.read(given.masked.text, given.endpoint);
  // Reading and checking are two tasks, so that neither is felt while typing.
  await new Promise((resolve) => setImmediate(resolve));
  const found = await parts.service.doValidation(read.document, read.json, {
    comments: 'error',
    trailingCommas: 'error',
  });
  return new Checking(given, read, parts, say).diagnostics(found);
}

class Checking {
  constructor(
    private readonly given: BodyCheck,
    private readonly read: ReadBody,
    private readonly parts: BodyService,
    private readonly say: Say,
  ) {}

  diagnostics(found: readonly Found[]): Diagnostic[] {
    const places = found.slice(0, 4 * MOST).map((one) => this.placed(one));
    const syntax = places.filter(({ source, code, span }) => {
      const isSyntax = source === 'json' || code === ErrorCode.CommentNotPermitted;
      return isSyntax && !this.touchesVariable(span.start);
    });
    // A text without end takes the rest of its line with it: that something is missing there is no news.
    const hasOpenText = syntax.some(({ code }) => code === ErrorCode.UnexpectedEndOfString);
    const told = syntax.filter(({ code }) => !hasOpenText || !OPEN.includes(code));
    const said = told.map((one) => this.ofSyntax(one));
    const isReadable = syntax.every(({ code }) => code === ErrorCode.DuplicateKey || code === ErrorCode.TrailingComma);
    const hasSyntaxErrors = places.some(({ source, code }) => source === 'json' && code !== ErrorCode.DuplicateKey);
    if (isReadable && !(hasSyntaxErrors && syntax.length === 0)) {
      const broken = places.filter(({ source, code }) => source !== 'json' && code !== ErrorCode.CommentNotPermitted);
      said.push(...this.ofSchema(broken));
    }
    return said.sort((a, b) => a.start - b.start).slice(0, MOST);
  }

  private ofSyntax({ code, message, span }: Placed): Diagnostic {
    const text = this.given.body.text.slice(span.start, span.end);
    const kind = syntaxCode(
      Number(code ?? ErrorCode.Undefined),
      message,
      text,
      this.given.body.text.charAt(span.start - 1),
    );
    const isError = (this.given.endpoint?.body ?? null) !== null && kind !== 'json.duplicate';
    const args = kind === 'json.duplicate' ? { name: text.slice(1, -1) } : {};
    const fixes: Fix[] = [];
    if (kind === 'json.syntax.trailingComma') fixes.push(removeComma(this.given.body, span.start));
    if (kind === 'json.syntax.comma') fixes.push(insertComma(this.given.body, span.start));
    if (kind === 'json.duplicate') fixes.push(...this.removal(this.read.json.getNodeFromOffset(span.start)));
    return this.made(span, isError ? 'error' : 'warning', { code: kind, args }, fixes);
  }

  private ofSchema(found: readonly Placed[]): Diagnostic[] {
    const missing = new Map<ObjectASTNode, Placed>();
    const said: Diagnostic[] = [];
    for (const one of found) {
      const node = this.read.json.getNodeFromOffset(one.span.start);
      if (!node || this.touchesStandIn(one.span.start)) continue;
      if (isMissingMember(one.message)) {
        const object = namedValue(node);
        if (object?.type === 'object' && !missing.has(object)) missing.set(object, one);
      } else if (isUnknownMember(one.message)) {
        if (!this.isUncertain(node)) said.push(this.unknown(node, one));
      } else if (!this.isUncertain(node) || isWrongType(one.message)) said.push(...this.misfit(node, one));
    }
    for (const [object, { span }] of missing) said.push(...this.missing(object, span));
    return said;
  }

  private missing(object: ObjectASTNode, span: Span): Diagnostic[] {
    const mayHoldMore = object.properties.some(({ keyNode }) => this.isUncertain(keyNode));
    if (mayHoldMore || this.given.masked.openObjects.has(object.offset)) return [];
    const schema = this.schemaAt(object);
    const present = object.properties.map(({ keyNode }) => keyNode.value);
    const names = (schema?.required ?? []).filter((name) => !present.includes(name));
    const members = names.map((name) => [name, schema?.properties?.[name]?.sample] as const);
    if (members.length === 0) return [];
    const fix = insertMembers(this.given.body, object, members, this.given.eol);
    const args = { names: names.map((name) => `"${name}"`).join(', ') };
    return [this.made(span, 'error', { code: 'json.missing', args }, [fix])];
  }

  private unknown(key: ASTNode, { span }: Placed): Diagnostic {
    const object = key.parent?.parent;
    const name = key.type === 'string' ? key.value : '';
    const present = object?.type === 'object' ? object.properties.map(({ keyNode }) => keyNode.value) : [];
    const meant = object ? memberMeant(name, this.schemaAt(object), present) : undefined;
    const fixes: Fix[] = meant === undefined ? [] : [replaceText(this.given.body, key, meant, 'json.fix.rename')];
    fixes.push(...this.removal(key));
    const written = this.given.body.text.slice(span.start + 1, span.end - 1);
    return this.made(span, 'warning', unknownProblem(written, meant), fixes);
  }

  private misfit(node: ASTNode, { message, span }: Placed): Diagnostic[] {
    const schema = this.schemaAt(node);
    const problem = misfitProblem({ node, schema, message }, this.say);
    const meant = problem.code === 'json.choice' ? choiceMeant(node.value, schema) : undefined;
    const fixes = meant === undefined ? [] : [replaceText(this.given.body, node, meant, 'json.fix.choice')];
    return [this.made(span, problem.code === 'json.other' ? 'warning' : 'error', problem, fixes)];
  }

  private removal(key: ASTNode | undefined): Fix[] {
    const fix = key ? removeMember(this.given.body, key) : null;
    return fix ? [fix] : [];
  }

  private made(span: Span, severity: Diagnostic['severity'], problem: Problem, fixes: readonly Fix[]): Diagnostic {
    const { body, endpoint, canEdit } = this.given;
    return {
      start: body.toDocument(span.start),
      end: body.toDocument(span.end),
      severity,
      problem,
      docs: endpoint?.docs ?? null,
      unnecessary: false,
      fixes: canEdit ? fixes : [],
    };
  }

  private schemaAt(node: ASTNode) {
    const root = this.parts.schemaOf(this.given.endpoint);
    return root && schemaAt(root, node);
  }

  private placed({ range, code, source, message }: Found): Placed {
    const span = { start: this.read.document.offsetAt(range.start), end: this.read.document.offsetAt(range.end) };
    return { code, source, span, message: typeof message === 'string' ? message : message.value };
  }

  private touchesVariable(offset: number): boolean {
    return this.given.masked.standIns.some(({ start, next }) => offset >= start && offset <= next);
  }

  private touchesStandIn(offset: number): boolean {
    return this.given.masked.standIns.some(({ start, end }) => offset >= start && offset < end);
  }

  /** Whether a text holds a variable, so that only its type is certain. */
  private isUncertain({ type, offset, length }: ASTNode): boolean {
    return (
      type === 'string' && this.given.masked.inStrings.some(({ start }) => start > offset && start < offset + length)
    );
  }
}

/** A diagnostic of the service with its place in the text. */
interface Placed {
  readonly code: Found['code'] | undefined;
  readonly source: string | undefined;
  readonly message: string;
  readonly span: Span;
}

/** The value of a member, where a place names the member. */
function namedValue(node: ASTNode): ASTNode | undefined {
  const { parent } = node;
  return parent?.type === 'property' && parent.keyNode === node ? parent.valueNode : node;
}

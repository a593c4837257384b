import { moved, Placed } from './moved';
import type {
  BadHeaderNode,
  BodyNode,
  BodyPart,
  CommentNode,
  DirectiveNode,
  Finding,
  HeaderNode,
  RequestLineNode,
  RequestNode,
  ScriptNode,
  SeparatorNode,
  Span,
} from './nodes';

// Nodes that say what the text says. They keep offsets and cut strings and ranges out of the text only when asked: a file
// of ten thousand requests would otherwise make a hundred thousand small objects that nobody looks at. Offsets in the text
// that a node was read from get `by` added to become offsets of the document, once edits have moved its block.

/** A separator as written. */
export class WrittenSeparator extends Placed implements SeparatorNode {
  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly to: number,
    private readonly titleFrom: number,
    private readonly by = 0,
  ) {
    super();
  }

  get kind(): 'separator' {
    return 'separator';
  }

  get start(): number {
    return this.from + this.by;
  }

  get end(): number {
    return this.to + this.by;
  }

  get title(): string {
    return this.text.slice(this.titleFrom, this.to);
  }

  get titleSpan(): Span {
    return { start: this.titleFrom + this.by, end: this.end };
  }

  override movedBy(by: number): WrittenSeparator {
    return new WrittenSeparator(this.text, this.from, this.to, this.titleFrom, this.by + by);
  }
}

/** A directive as written; its key in small letters where it means something. */
export class WrittenDirective extends Placed implements DirectiveNode {
  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly to: number,
    readonly key: string,
    private readonly keyFrom: number,
    private readonly valueFrom: number,
    private readonly by = 0,
  ) {
    super();
  }

  get kind(): 'directive' {
    return 'directive';
  }

  get start(): number {
    return this.from + this.by;
  }

  get end(): number {
    return this.to + this.by;
  }

  get value(): string {
    return this.text.slice(this.valueFrom, this.to);
  }

  get keySpan(): Span {
    const start = this.keyFrom + this.by;
    return { start, end: start + this.key.length };
  }

  get valueSpan(): Span {
    return { start: this.valueFrom + this.by, end: this.end };
  }

  override movedBy(by: number): WrittenDirective {
    const { text, from, to, key, keyFrom, valueFrom } = this;
    return new WrittenDirective(text, from, to, key, keyFrom, valueFrom, this.by + by);
  }
}

/** A request line as written. */
export class WrittenRequestLine extends Placed implements RequestLineNode {
  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly to: number,
    readonly method: string,
    /** -1 when the line has no method. */
    private readonly methodTo: number,
    private readonly targetFrom: number,
    private readonly targetTo: number,
    /** Continuation lines, or null. */
    private readonly more: readonly Span[] | null,
    readonly version: string | null,
    private readonly by = 0,
  ) {
    super();
  }

  get kind(): 'requestLine' {
    return 'requestLine';
  }

  get start(): number {
    return this.from + this.by;
  }

  get end(): number {
    return this.to + this.by;
  }

  get methodSpan(): Span | null {
    return this.methodTo === -1 ? null : { start: this.start, end: this.methodTo + this.by };
  }

  get target(): string {
    let target = this.text.slice(this.targetFrom, this.targetTo);
    for (const { start, end } of this.more ?? []) target += this.text.slice(start, end);
    return target;
  }

  get targetSpans(): readonly Span[] {
    const more = this.more ?? [];
    const own = this.targetTo > this.targetFrom ? [{ start: this.targetFrom, end: this.targetTo }] : [];
    return moved([...own, ...more], this.by);
  }

  override movedBy(by: number): WrittenRequestLine {
    const { text, from, to, method, methodTo, targetFrom, targetTo, more, version } = this;
    return new WrittenRequestLine(text, from, to, method, methodTo, targetFrom, targetTo, more, version, this.by + by);
  }
}

/** A header as written. */
export class WrittenHeader extends Placed implements HeaderNode {
  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly to: number,
    private readonly nameTo: number,
    private readonly valueFrom: number,
    /** The value where it goes on over several lines, else null. */
    private readonly joined: string | null,
    private readonly by = 0,
  ) {
    super();
  }

  get kind(): 'header' {
    return 'header';
  }

  get start(): number {
    return this.from + this.by;
  }

  get end(): number {
    return this.to + this.by;
  }

  get name(): string {
    return this.text.slice(this.from, this.nameTo);
  }

  get nameLength(): number {
    return this.nameTo - this.from;
  }

  get value(): string {
    return this.joined ?? this.text.slice(this.valueFrom, this.to);
  }

  get nameSpan(): Span {
    return { start: this.start, end: this.nameTo + this.by };
  }

  get valueSpan(): Span {
    return { start: this.valueFrom + this.by, end: this.end };
  }

  /** The same header with one more line of value. */
  continued(more: string, to: number): WrittenHeader {
    const { value } = this;
    const joined = value === '' ? more : `${value} ${more}`;
    return new WrittenHeader(this.text, this.from, to, this.nameTo, this.valueFrom, joined, this.by);
  }

  override movedBy(by: number): WrittenHeader {
    const { text, from, to, nameTo, valueFrom, joined } = this;
    return new WrittenHeader(text, from, to, nameTo, valueFrom, joined, this.by + by);
  }
}

const noComments: readonly CommentNode[] = Object.freeze([]);

/** A body that is sent as it stands, but for its line ends. */
export class WrittenBody extends Placed implements BodyNode {
  private made: readonly BodyPart[] | null = null;

  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly to: number,
    private readonly hasCarriageReturns: boolean,
    private readonly by = 0,
  ) {
    super();
  }

  get kind(): 'body' {
    return 'body';
  }

  get start(): number {
    return this.from + this.by;
  }

  get end(): number {
    return this.to + this.by;
  }

  get parts(): readonly BodyPart[] {
    this.made ??= [{ kind: 'text', start: this.start, end: this.end, text: this.joined(), pieces: null }];
    return this.made;
  }

  get comments(): readonly CommentNode[] {
    return noComments;
  }

  get graphql(): null {
    return null;
  }

  override movedBy(by: number): WrittenBody {
    return new WrittenBody(this.text, this.from, this.to, this.hasCarriageReturns, this.by + by);
  }

  /** Lines joined by LF whatever the document uses (http-dialect: body). */
  private joined(): string {
    const text = this.text.slice(this.from, this.to);
    return this.hasCarriageReturns ? text.replace(/\r\n?/g, '\n') : text;
  }
}

/** A request; its title and name are those of its separator and directives. */
export class ParsedRequest extends Placed implements RequestNode {
  constructor(
    readonly start: number,
    readonly end: number,
    readonly contentEnd: number,
    readonly separator: SeparatorNode | null,
    readonly directives: readonly DirectiveNode[],
    readonly requestLine: RequestLineNode,
    readonly syntax: RequestNode['syntax'],
    readonly headers: readonly HeaderNode[],
    readonly droppedHeaders: readonly HeaderNode[],
    readonly badHeaders: readonly BadHeaderNode[],
    readonly body: BodyNode | null,
    readonly scripts: readonly ScriptNode[],
    readonly comments: readonly CommentNode[],
    readonly findings: readonly Finding[],
  ) {
    super();
  }

  get kind(): 'request' {
    return 'request';
  }

  get title(): string {
    return this.separator?.title ?? '';
  }

  get name(): string | null {
    for (const directive of this.directives) {
      if (directive.key === 'name' && directive.value !== '') return directive.value;
    }
    return this.title || null;
  }

  override movedBy(by: number): ParsedRequest {
    return new ParsedRequest(
      this.start + by,
      this.end + by,
      this.contentEnd + by,
      moved(this.separator, by),
      moved(this.directives, by),
      moved(this.requestLine, by),
      this.syntax,
      moved(this.headers, by),
      moved(this.droppedHeaders, by),
      moved(this.badHeaders, by),
      moved(this.body, by),
      moved(this.scripts, by),
      moved(this.comments, by),
      moved(this.findings, by),
    );
  }
}

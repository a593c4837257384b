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
// of ten thousand requests would otherwise make a hundred thousand small objects that nobody looks at.

/** A separator as written. */
export class WrittenSeparator implements SeparatorNode {
  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
    private readonly titleStart: number,
  ) {}

  get kind(): 'separator' {
    return 'separator';
  }

  get title(): string {
    return this.text.slice(this.titleStart, this.end);
  }

  get titleSpan(): Span {
    return { start: this.titleStart, end: this.end };
  }
}

/** A directive as written; its key in small letters. */
export class WrittenDirective implements DirectiveNode {
  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
    readonly key: string,
    private readonly keyStart: number,
    private readonly valueStart: number,
  ) {}

  get kind(): 'directive' {
    return 'directive';
  }

  get value(): string {
    return this.text.slice(this.valueStart, this.end);
  }

  get keySpan(): Span {
    return { start: this.keyStart, end: this.keyStart + this.key.length };
  }

  get valueSpan(): Span {
    return { start: this.valueStart, end: this.end };
  }
}

/** A request line as written. */
export class WrittenRequestLine implements RequestLineNode {
  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
    readonly method: string,
    /** -1 when the line has no method. */
    private readonly methodEnd: number,
    private readonly targetStart: number,
    private readonly targetEnd: number,
    /** Continuation lines, or null. */
    private readonly more: readonly Span[] | null,
    readonly version: string | null,
  ) {}

  get kind(): 'requestLine' {
    return 'requestLine';
  }

  get methodSpan(): Span | null {
    return this.methodEnd === -1 ? null : { start: this.start, end: this.methodEnd };
  }

  get target(): string {
    let target = this.text.slice(this.targetStart, this.targetEnd);
    for (const { start, end } of this.more ?? []) target += this.text.slice(start, end);
    return target;
  }

  get targetSpans(): readonly Span[] {
    const own = this.targetEnd > this.targetStart ? [{ start: this.targetStart, end: this.targetEnd }] : [];
    return this.more ? [...own, ...this.more] : own;
  }
}

/** A header as written. */
export class WrittenHeader implements HeaderNode {
  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
    private readonly nameEnd: number,
    private readonly valueStart: number,
    /** The value where it goes on over several lines, else null. */
    private readonly joined: string | null,
  ) {}

  get kind(): 'header' {
    return 'header';
  }

  get name(): string {
    return this.text.slice(this.start, this.nameEnd);
  }

  get nameLength(): number {
    return this.nameEnd - this.start;
  }

  get value(): string {
    return this.joined ?? this.text.slice(this.valueStart, this.end);
  }

  get nameSpan(): Span {
    return { start: this.start, end: this.nameEnd };
  }

  get valueSpan(): Span {
    return { start: this.valueStart, end: this.end };
  }

  /** The same header with one more line of value. */
  continued(more: string, end: number): WrittenHeader {
    const { value } = this;
    const joined = value === '' ? more : `${value} ${more}`;
    return new WrittenHeader(this.text, this.start, end, this.nameEnd, this.valueStart, joined);
  }
}

const noComments: readonly CommentNode[] = Object.freeze([]);

/** A body that is sent as it stands, but for its line ends. */
export class WrittenBody implements BodyNode {
  private made: readonly BodyPart[] | null = null;

  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
    private readonly hasCarriageReturns: boolean,
  ) {}

  get kind(): 'body' {
    return 'body';
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

  /** Lines joined by LF whatever the document uses (http-dialect: body). */
  private joined(): string {
    const text = this.text.slice(this.start, this.end);
    return this.hasCarriageReturns ? text.replace(/\r\n?/g, '\n') : text;
  }
}

/** A request; its title and name are those of its separator and directives. */
export class ParsedRequest implements RequestNode {
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
  ) {}

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
}

import type { Problem } from '../messages';

/** Half-open range of UTF-16 offsets into the text of the document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A line starting with `#` or `//` that is no directive. */
export interface CommentNode extends Span {
  readonly kind: 'comment';
}

/** `# @key value` or `// @key value`. */
export interface DirectiveNode extends Span {
  readonly kind: 'directive';
  readonly key: string;
  /** Trimmed; empty when there is none. */
  readonly value: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

/** `@name = value` at file level. */
export interface VariableNode extends Span {
  readonly kind: 'variable';
  readonly name: string;
  /** Escapes (`\n \r \t \\`) already applied; variables left in place. */
  readonly value: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** File variables by name. */
export interface VariableIndex {
  /** All definitions of a name, in order. */
  all(name: string): readonly VariableNode[];
  /**
   * The definition that a request sees: the last one above it, else the first one below (http-dialect: variables).
   * @param at offset of the request line
   */
  seen(name: string, at: number): VariableNode | undefined;
}

/** The line that starts with `###`. */
export interface SeparatorNode extends Span {
  readonly kind: 'separator';
  readonly title: string;
  readonly titleSpan: Span;
}

/** `[METHOD] TARGET [HTTP/x]` with its continuation lines. */
export interface RequestLineNode extends Span {
  readonly kind: 'requestLine';
  /** In capitals; `GET` where the line has none. */
  readonly method: string;
  readonly methodSpan: Span | null;
  /** All pieces glued, variables left in place. */
  readonly target: string;
  /** One piece per line, in order; their texts glued give `target`. */
  readonly targetSpans: readonly Span[];
  readonly version: string | null;
}

/** `Name: value`, continuation lines folded in. */
export interface HeaderNode extends Span {
  readonly kind: 'header';
  readonly name: string;
  /** Trimmed, continuation lines joined by one blank, variables left in place. */
  readonly value: string;
  readonly nameSpan: Span;
  /** From the first to the last character of the value. For a header that stands for an option of `curl`: that option. */
  readonly valueSpan: Span;
}

/** A line in the header block without a colon: the request is not sent. */
export interface BadHeaderNode extends Span {
  readonly kind: 'badHeader';
}

/** Text of a body as it will be sent, but for variables: lines joined by LF (CRLF in multipart). */
export interface TextPart extends Span {
  readonly kind: 'text';
  readonly text: string;
  /**
   * Where the lines of `text` stand, when `text` is not simply the source from `start` to `end` with its line ends made LF
   * (comments dropped, lines glued, CRLF, `curl`, GraphQL); else null. `sourceOffset` reads it.
   */
  readonly pieces: readonly Span[] | null;
}

/** `< path`, `<@ path` or `<@encoding path`. */
export interface FilePart extends Span {
  readonly kind: 'file';
  /** As written, variables left in place. */
  readonly path: string;
  readonly pathSpan: Span;
  /** True for `<@`: variables inside the file are replaced. */
  readonly substitute: boolean;
  /** As written after `<@`, or null. */
  readonly encoding: string | null;
}

export type BodyPart = TextPart | FilePart;

/** From the first to the last non-blank line of the body. */
export interface BodyNode extends Span {
  readonly kind: 'body';
  readonly parts: readonly BodyPart[];
  /** Comment lines that are not sent. */
  readonly comments: readonly CommentNode[];
  /**
   * The two halves of a GraphQL body as written, else null. `parts` holds the JSON made of them, as long as no file takes
   * part. Who replaces variables replaces them in the halves and calls `graphqlJson`, so that values are escaped.
   */
  readonly graphql: GraphqlBody | null;
}

/** Query and variables of a GraphQL request, as written. */
export interface GraphqlBody {
  readonly query: readonly BodyPart[];
  /** Empty when there are none. */
  readonly variables: readonly BodyPart[];
}

/**
 * A script or test that other tools run and this one never does: `< {% … %}`, `> {% … %}`, `> file.js`, `>> file`, `?? …`,
 * `<> file`, a `{{` … `}}` of several lines, and lines that take in other files (`import`, `run`, `proto <`).
 */
export interface ScriptNode extends Span {
  readonly kind: 'script';
  readonly role: 'preRequest' | 'handler' | 'saveTo' | 'assert' | 'savedAnswer' | 'include';
}

/** Something a line has that deserves a word; `error` means: this request is not sent. */
export interface Finding extends Span {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly problem: Problem;
}

/** One request of the file, from its separator (or first line) to the line before the next one. */
export interface RequestNode extends Span {
  readonly kind: 'request';
  readonly separator: SeparatorNode | null;
  /** Text after `###`, or empty. */
  readonly title: string;
  /** `# @name`, else the title, else null. */
  readonly name: string | null;
  readonly directives: readonly DirectiveNode[];
  readonly requestLine: RequestLineNode;
  /** `curl`: headers and body are what the command would send, and their ranges point at its arguments. */
  readonly syntax: 'http' | 'curl' | 'graphql';
  readonly headers: readonly HeaderNode[];
  /** Headers of the file that are not sent: `Content-Length` (computed) and the GraphQL marker. */
  readonly droppedHeaders: readonly HeaderNode[];
  readonly badHeaders: readonly BadHeaderNode[];
  readonly body: BodyNode | null;
  readonly scripts: readonly ScriptNode[];
  readonly comments: readonly CommentNode[];
  readonly findings: readonly Finding[];
  /** End of the last non-blank line that belongs to the request. */
  readonly contentEnd: number;
}

/**
 * The text from one `###` line to the next, which reads the same whatever stands around it. Blocks tile the text. A block
 * holds one request, none (only comments and variables), or several where `###` is missing; requests tile their block.
 */
export interface BlockNode extends Span {
  readonly kind: 'block';
  readonly separator: SeparatorNode | null;
  readonly requests: readonly RequestNode[];
  readonly variables: readonly VariableNode[];
  /** Comments and scripts of a block without request. */
  readonly comments: readonly CommentNode[];
  readonly scripts: readonly ScriptNode[];
  /** Findings outside of requests. */
  readonly findings: readonly Finding[];
  /** The same object as long as the text of the block stays as it is: what is found out about it can be kept under it. */
  readonly identity: object;
  /** How many line breaks it holds: the next block starts as many lines further down. */
  readonly lines: number;
  /** True when a content type holds a variable, so that file variables decide how the body is read. */
  readonly usesVariables: boolean;
}

/** A parsed `.http` text. */
export interface HttpFile {
  /** After an edit made when it is first asked for, which costs more than the edit itself: see `slice`. */
  readonly text: string;
  /** Of the text, in UTF-16 units. */
  readonly length: number;
  /** A part of the text, from the block that it stands in. */
  slice(start: number, end: number): string;
  readonly blocks: readonly BlockNode[];
  readonly requests: readonly RequestNode[];
  /** File variables in order, wherever they stand. */
  readonly variables: readonly VariableNode[];
  /** The same by name. */
  readonly definitions: VariableIndex;
  /** Those outside of requests; `findingsOf` gives all. */
  readonly findings: readonly Finding[];
  /**
   * Start offset of every line; line n (from 0) starts at `lineStarts[n]`. To be read and let go: the next edit of the
   * document goes on with this very list.
   */
  readonly lineStarts: readonly number[];
}

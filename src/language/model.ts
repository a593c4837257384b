import type { HttpFile, RequestNode, Span, VariableContext } from '../http';
import type { Problem } from '../messages';

// What the functions of this folder are asked with, and what they answer. Ranges are offsets into the text of the document.

/** What is known around a file when nothing is sent and nobody is asked. A new object whenever something of it changes. */
export interface Surroundings {
  /** `prompts` holds what was answered before; `fallback` holds `baseUrl`. */
  readonly variables: VariableContext;
  /** Selected environment, or null. */
  readonly environment: string | null;
  readonly credentials: readonly KnownCredential[];
  /**
   * Where a request would go, as far as its text tells.
   * @returns null when it goes to an origin that is nobody's here: then it belongs to other tools, and nothing is said of its endpoint
   */
  ourTarget(file: HttpFile, request: RequestNode): URL | null;
  /** What keeps a request from being sent to where it is addressed, whichever credential signs; null when nothing does. */
  targetProblem?(file: HttpFile, request: RequestNode): Problem | null;
  /** Whether a body file is there, next to the file or at the root; undefined while that is not known. */
  hasBodyFile(path: string): boolean | undefined;
  /** Whether the value of a variable is not to be shown. */
  isSecret(name: string, value: string): boolean;
  /** Whether a key, secret or password is printed everywhere anyway, as those of the sandbox are. */
  isPublic(value: string): boolean;
}

/** A credential as far as a text needs it. */
export interface KnownCredential {
  readonly name: string;
  readonly kind: 'apiKey' | 'hmac' | 'jwt';
  readonly origin: string;
  readonly live: boolean;
}

/** Replaces a range of the document. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Something to tell about a place of the document, and what can be done about it. */
export interface Diagnostic extends Span {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly problem: Problem;
  /** Page of the API's documentation, or null. */
  readonly docs: string | null;
  /** Drawn faded: this is not sent. */
  readonly unnecessary: boolean;
  readonly fixes: readonly Fix[];
}

/** A quick fix. */
export interface Fix {
  readonly title: Problem;
  /** Without overlaps, in any order. */
  readonly edits: readonly TextEdit[];
  /** The one that *Auto Fix* takes. */
  readonly preferred: boolean;
  /** What is done instead of edits, which are then none. */
  readonly command?: FixCommand;
}

/**
 * What a fix does that is more than edits of one place; `start` is that of the secret (`LiteralSecret`) when the fix was made.
 * `moveToKeychain` asks the person and goes on with `planMove`; `askWhenSending` makes the edits of `editsForAsking`.
 */
export interface FixCommand {
  readonly name: 'moveToKeychain' | 'askWhenSending';
  readonly start: number;
}

/** One proposal. */
export interface Completion {
  readonly label: string;
  /** Behind the label, greyed; or empty. */
  readonly detail: string;
  /** Markdown; or empty. */
  readonly documentation: string;
  readonly kind:
    | 'method'
    | 'endpoint'
    | 'parameter'
    | 'value'
    | 'header'
    | 'member'
    | 'variable'
    | 'directive'
    | 'credential'
    | 'request'
    | 'file';
  readonly replace: Span;
  /** With placeholders (`${1:x}`) when `isSnippet`. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** What typed characters are held against; the label where it is null. */
  readonly filter: string | null;
  /** Order among the others. */
  readonly sort: string;
  /** Asks for proposals again once it is taken: a header name is followed by its values. */
  readonly again: boolean;
  readonly deprecated: boolean;
  /** Other edits that taking it makes, such as the method that an endpoint wants. */
  readonly also: readonly TextEdit[];
}

/** Text about a place, as Markdown; what comes from files or servers is escaped in it. */
export interface Hover extends Span {
  readonly markdown: string;
}

/** A row of the outline. */
export interface OutlineItem extends Span {
  readonly kind: 'request' | 'variable' | 'section';
  readonly label: string;
  /** `GET /api/v1/sms/stats`, the value of a variable, or empty. */
  readonly detail: string;
  /** What is selected when the row is chosen. */
  readonly selection: Span;
}

/** What can be folded: from the line of `start` to the line of `end`. */
export interface Fold extends Span {
  readonly kind: 'region' | 'comment' | 'body';
}

/** A `{{variable}}` and whether it has a value. */
export interface ColouredVariable extends Span {
  readonly state: 'resolved' | 'unresolved';
}

/** What is wrong with JSON in the bodies of requests. */
export interface JsonChecks {
  /** Syntax and schema of the body of a request; empty when it is no JSON. */
  diagnostics(file: HttpFile, request: RequestNode, around: Surroundings): Promise<readonly Diagnostic[]>;
}

/** JSON in the bodies of requests; made by the part that loads the JSON service. */
export interface JsonBodies extends JsonChecks {
  completions(
    file: HttpFile,
    request: RequestNode,
    offset: number,
    around: Surroundings,
  ): Promise<readonly Completion[]>;
  hover(file: HttpFile, request: RequestNode, offset: number, around: Surroundings): Promise<Hover | null>;
}

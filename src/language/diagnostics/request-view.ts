import { type Endpoint, findEndpoint } from '../../catalog';
import { type HttpFile, headerValue, type RequestNode, variableReferences } from '../../http';
import { type BodyText, bodyText } from '../json/body-text';
import type { Surroundings } from '../model';
import type { VariableStates } from '../variables/states';
import { TargetText } from './target-text';

/** Longer than any server takes in a line: such a text is not looked into. */
const LONGEST = 64_000;

/** One request as the checks see it; what several of them ask for is found out once. */
export class RequestView {
  private targetText: TargetText | null = null;
  private ours: URL | null | undefined;
  private json: BodyText | null | undefined;
  /** Null until it is looked for. */
  private found: Endpoint | undefined | null = null;

  constructor(
    readonly file: HttpFile,
    readonly request: RequestNode,
    readonly around: Surroundings,
    readonly states: VariableStates,
  ) {}

  /** Where the request goes when that is ours; null when it belongs to other tools. */
  get url(): URL | null {
    if (this.ours === undefined) this.ours = this.around.ourTarget(this.file, this.request);
    return this.ours;
  }

  get endpoint(): Endpoint | undefined {
    if (this.found === null) {
      this.found = this.url ? findEndpoint(this.request.requestLine.method, this.url.pathname) : undefined;
    }
    return this.found;
  }

  get target(): TargetText {
    this.targetText ??= new TargetText(this.request.requestLine);
    return this.targetText;
  }

  /** `# @no-sign`: the request goes out as typed. */
  get noSign(): boolean {
    return this.request.directives.some(({ key }) => key === 'no-sign');
  }

  /** Whether a quick fix can work with lines: those of a `curl` command mean something else. */
  get hasLines(): boolean {
    return this.request.syntax !== 'curl';
  }

  /** The body where it is JSON, whole and in one piece. */
  get jsonBody(): BodyText | null {
    if (this.json === undefined) this.json = bodyText(this.file, this.request, this.endpoint);
    return this.json;
  }

  /** Value of the content type; undefined when a variable in it is not known, null when there is none. */
  get contentType(): string | null | undefined {
    const written = headerValue(this.request.headers, 'content-type');
    return written === null ? null : (this.known(written) ?? undefined);
  }

  /** A text with its variables replaced; null when one of them has no value so far, and for one that nobody writes. */
  known(text: string): string | null {
    if (text.length > LONGEST) return null;
    if (!text.includes('{{')) return text;
    let result = '';
    let at = 0;
    for (const { start, end, name, encoded } of variableReferences(text)) {
      const state = this.states.of(name, this.request);
      if (!('value' in state)) return null;
      result += text.slice(at, start) + (encoded ? encodeURIComponent(state.value) : state.value);
      at = end;
    }
    return result + text.slice(at);
  }

  /** Page of the API's documentation, or null. */
  get docs(): string | null {
    return this.endpoint?.docs ?? null;
  }

  /** Another page of the same documentation. */
  docsPage(path: string): string | null {
    return this.docs === null ? null : new URL(path, this.docs).href;
  }
}

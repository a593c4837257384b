import { type Span, variableReferences } from '../../http';

/** A body as the JSON service is given it: JSON of the same length, with stand-ins for its variables. */
export interface MaskedBody {
  readonly text: string;
  /** Outside of strings: nothing is known about the value, and nothing is said about it. */
  readonly standIns: readonly StandIn[];
  /** Inside of strings: the value is a text, but not the one that stands there. */
  readonly inStrings: readonly Span[];
  /** Offsets of the `{` of objects in which a variable stands for a name or for whole members. */
  readonly openObjects: ReadonlySet<number>;
  /** How deep arrays and objects are nested at most. */
  readonly depth: number;
}

/** A variable, with what is glued to it. */
export interface StandIn extends Span {
  /** Offset of what comes next; a variable may bring along the comma before or after it. */
  readonly next: number;
}

const STRUCTURE = new Set('{}[],:"');

/**
 * Replaces the variables of a JSON text by stand-ins of the same length. `{{x}}` in a string keeps its place but loses
 * quotes and backslashes, which end strings; elsewhere it becomes a string, or a member where a name would stand.
 */
export function maskVariables(text: string): MaskedBody {
  return new Masking(text).run();
}

class Masking {
  private readonly references: readonly Span[];
  private readonly chunks: string[] = [];
  private readonly standIns: StandIn[] = [];
  private readonly inStrings: Span[] = [];
  private readonly openObjects = new Set<number>();
  private readonly open: { readonly char: string; readonly start: number }[] = [];
  private depth = 0;
  /** Up to where `chunks` reaches. */
  private done = 0;
  private nextReference = 0;
  /** The last character that is no blank and belongs to the structure. */
  private previous = '';

  constructor(private readonly text: string) {
    this.references = text.includes('{{') ? variableReferences(text) : [];
  }

  run(): MaskedBody {
    const { text } = this;
    let inString = false;
    let wordStart = -1;
    for (let at = 0; at < text.length; ) {
      const char = text.charAt(at);
      const reference = this.referenceAt(at);
      if (inString) {
        if (reference) at = this.maskInString(reference);
        else if (char === '\\') at += 2;
        else {
          inString = char !== '"' && char !== '\n';
          at++;
        }
        continue;
      }
      if (reference) {
        at = this.maskOutside(wordStart === -1 ? at : wordStart, reference);
        wordStart = -1;
        continue;
      }
      if (isWord(char)) {
        if (wordStart === -1) wordStart = at;
      } else {
        wordStart = -1;
        inString = char === '"';
        this.take(char, at);
      }
      at++;
    }
    this.chunks.push(text.slice(this.done));
    return {
      // A member of this name would make the service look for another schema.
      text: this.chunks.join('').replaceAll('"$schema"', '"_schema"'),
      standIns: this.standIns,
      inStrings: this.inStrings,
      openObjects: this.openObjects,
      depth: this.depth,
    };
  }

  private referenceAt(at: number): Span | undefined {
    const reference = this.references[this.nextReference];
    if (reference?.start !== at) return undefined;
    this.nextReference++;
    return reference;
  }

  private take(char: string, at: number): void {
    if (char === '{' || char === '[') {
      this.open.push({ char, start: at });
      this.depth = Math.max(this.depth, this.open.length);
    } else if (char === '}' || char === ']') this.open.pop();
    if (STRUCTURE.has(char)) this.previous = char;
  }

  private maskInString(reference: Span): number {
    this.inStrings.push(reference);
    this.write(reference, this.text.slice(reference.start, reference.end).replace(/["\\]/g, '_'));
    return reference.end;
  }

  private maskOutside(start: number, reference: Span): number {
    const { text } = this;
    let end = reference.end;
    for (;;) {
      const glued = this.referenceAt(end);
      if (glued) end = glued.end;
      else if (end < text.length && isWord(text.charAt(end))) end++;
      else break;
    }
    let next = end;
    while (next < text.length && /\s/.test(text.charAt(next))) next++;
    const length = end - start;
    const around = this.open[this.open.length - 1];
    const inMembers = around?.char === '{' && this.previous !== ':';
    if (inMembers) this.openObjects.add(around.start);
    const isMember = inMembers && text.charAt(next) !== ':';
    this.write({ start, end }, isMember ? `"":0${' '.repeat(length - 4)}` : `"${'_'.repeat(length - 2)}"`);
    this.standIns.push({ start, end, next });
    this.previous = '"';
    return end;
  }

  private write({ start, end }: Span, stand: string): void {
    this.chunks.push(this.text.slice(this.done, start), stand);
    this.done = end;
  }
}

/** Whether a character can be part of a number or a word outside of strings. */
function isWord(char: string): boolean {
  return !STRUCTURE.has(char) && !/\s/.test(char);
}

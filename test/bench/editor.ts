// The little of the editor's interface that lenses and outline are made of, for a process without an editor.

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: number | Position, end: number | Position, endLine = 0, endCharacter = 0) {
    this.start = typeof start === 'number' ? new Position(start, typeof end === 'number' ? end : 0) : start;
    this.end = typeof end === 'number' ? new Position(endLine, endCharacter) : end;
  }
}

export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command?: object,
  ) {}
}

export class DocumentSymbol {
  constructor(
    readonly name: string,
    readonly detail: string,
    readonly kind: number,
    readonly range: Range,
    readonly selectionRange: Range,
  ) {}
}

export const SymbolKind = { Function: 11, Variable: 12, String: 14 };

export const workspace = { isTrusted: true };

export const l10n = { t: (text: string) => text };

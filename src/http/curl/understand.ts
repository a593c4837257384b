import type { BodyPart, Finding, HeaderNode, Span } from '../nodes';
import { finding } from '../syntax/finding';
import type { Word } from './command';
import { boundaryFor, type FormField, formBody } from './form';
import type { Option } from './options';
import { type DataPiece, joinData, readData } from './payload';

/** The request that a `curl` command would send. */
export interface Understood {
  readonly method: string;
  readonly methodSpan: Span | null;
  /** As typed, with `http://` before it where no scheme is written, and with the query that `-G` makes. */
  readonly target: string;
  readonly targetSpan: Span | null;
  readonly headers: readonly HeaderNode[];
  readonly body: readonly BodyPart[];
  readonly findings: readonly Finding[];
}

/** Reads options in order, as `curl` does (http-dialect: curl). What cannot be honoured gets a hint. */
export function understand(options: readonly Option[], command: string): Understood {
  return new Reader(command).read(options);
}

class Reader {
  private readonly findings: Finding[] = [];
  private readonly typed: HeaderNode[] = [];
  private readonly removed = new Set<string>();
  private readonly made: HeaderNode[] = [];
  private readonly data: DataPiece[] = [];
  private readonly queries: DataPiece[] = [];
  private readonly fields: FormField[] = [];
  private readonly flags = new Set<string>();
  private readonly said = new Set<string>();
  private upload: DataPiece | null = null;
  private method: Word | null = null;
  private url: Word | null = null;
  private json: Word | null = null;

  constructor(private readonly command: string) {}

  read(options: readonly Option[]): Understood {
    for (const option of options) this.take(option);
    const isQuery = this.flags.has('get');
    const body = isQuery ? [] : this.bodyParts();
    const headers = [...this.typed, ...this.made, ...this.implied(body.length > 0 && !isQuery)].filter(
      ({ name }) => !this.removed.has(name.toLowerCase()),
    );
    const url = this.url;
    return {
      method: this.method?.value.toUpperCase() ?? this.impliedMethod(isQuery),
      methodSpan: this.method && spanOf(this.method),
      target: url ? this.target(url.value, isQuery) : '',
      targetSpan: url && spanOf(url),
      headers,
      body,
      findings: this.findings,
    };
  }

  private take(option: Option): void {
    const { meaning, name, nameWord, value } = option;
    switch (meaning) {
      case 'get':
      case 'head':
        this.flags.add(meaning);
        return;
      case 'quiet':
        return;
      case 'insecure':
      case 'location':
        this.hint(`http.curl.${meaning}`, nameWord, { option: name });
        return;
      case 'unheeded':
        this.hint('http.curl.option', nameWord, { option: name });
        return;
    }
    if (value) this.takeValue(option, value);
    else this.findings.push(finding('error', 'http.curl.noArgument', nameWord, { option: name }));
  }

  private takeValue(option: Option, value: Word): void {
    switch (option.meaning) {
      case 'request':
        this.method = value;
        return;
      case 'header':
        this.takeHeader(value);
        return;
      case 'url':
        if (this.url) this.hint('http.curl.moreUrls', value);
        else this.url = value;
        return;
      case 'user':
        this.takeUser(value);
        return;
      case 'bearer':
        this.made.push(madeHeader('Authorization', `Bearer ${value.value}`, value));
        return;
      case 'userAgent':
        this.made.push(madeHeader('User-Agent', value.value, value));
        return;
      case 'referer':
        this.made.push(madeHeader('Referer', value.value.replace(/;auto$/, ''), value));
        return;
      case 'cookie':
        if (value.value.includes('=')) this.made.push(madeHeader('Cookie', value.value, value));
        else this.hint('http.curl.option', value, { option: option.name });
        return;
      case 'form':
      case 'formString':
        this.fields.push({ word: value, literal: option.meaning === 'formString' });
        return;
      case 'upload':
        this.upload = readData({ ...option, meaning: 'dataBinary' }, { ...value, value: `@${value.value}` });
        return;
      default:
        this.takeData(option, value);
    }
  }

  private takeData(option: Option, value: Word): void {
    const isQuery = option.meaning === 'urlQuery';
    const piece = readData(isQuery ? { ...option, meaning: 'dataUrlencode' } : option, value);
    if (!piece) {
      this.findings.push(finding('error', 'http.curl.data', value, { option: option.name }));
      return;
    }
    if (option.meaning === 'json') this.json = value;
    if (piece.stripped) this.hint('http.curl.dataFile', value);
    (isQuery ? this.queries : this.data).push(piece);
  }

  private takeHeader(word: Word): void {
    const colon = word.value.indexOf(':');
    const name = (colon === -1 ? word.value.replace(/;$/, '') : word.value.slice(0, colon)).trim();
    const value = colon === -1 ? '' : word.value.slice(colon + 1).trim();
    if (word.value.startsWith('@')) this.hint('http.curl.option', word, { option: '-H @…' });
    else if (colon === -1 && !word.value.endsWith(';')) {
      this.findings.push(finding('error', 'http.header.noColon', word, { line: word.value.slice(0, 60) }));
    } else if (colon !== -1 && value === '') this.removed.add(name.toLowerCase());
    else this.typed.push(madeHeader(name, value, word));
  }

  /** Base64 of a variable cannot be written down before its value is known. */
  private takeUser(word: Word): void {
    if (word.value.includes('{{')) {
      this.findings.push(finding('error', 'http.curl.userVariable', word));
      return;
    }
    const pair = word.value.includes(':') ? word.value : `${word.value}:`;
    this.made.push(madeHeader('Authorization', `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`, word));
  }

  private bodyParts(): BodyPart[] {
    if (this.fields.length > 0) return formBody(this.fields, boundaryFor(this.command));
    if (this.upload) return [...this.upload.parts];
    return joinData(this.data, this.json ? '' : '&');
  }

  private impliedMethod(isQuery: boolean): string {
    if (this.flags.has('head')) return 'HEAD';
    if (isQuery) return 'GET';
    if (this.fields.length > 0 || this.data.length > 0) return 'POST';
    return this.upload ? 'PUT' : 'GET';
  }

  /** Headers that `curl` adds for a body, unless the command has them. */
  private implied(hasBody: boolean): HeaderNode[] {
    const word = this.json ?? this.fields[0]?.word ?? this.data[0]?.parts[0];
    if (!hasBody || !word || (this.upload && !this.json && this.fields.length === 0)) return [];
    const added: HeaderNode[] = [];
    const add = (name: string, value: string) => {
      const known = this.typed.some((header) => header.name.toLowerCase() === name.toLowerCase());
      if (!known) added.push(madeHeader(name, value, word));
    };
    if (this.fields.length > 0) add('Content-Type', `multipart/form-data; boundary=${boundaryFor(this.command)}`);
    else if (this.json) {
      add('Content-Type', 'application/json');
      add('Accept', 'application/json');
    } else add('Content-Type', 'application/x-www-form-urlencoded');
    return added;
  }

  private target(typed: string, isQuery: boolean): string {
    const url = /^(?:[a-z][a-z0-9+.-]*:\/\/|\{\{|\/)/i.test(typed) ? typed : `http://${typed}`;
    let query = '';
    for (const part of joinData(isQuery ? [...this.queries, ...this.data] : this.queries, '&')) {
      if (part.kind === 'text') query += part.text;
      else this.findings.push(finding('error', 'http.curl.data', part, { option: '-G' }));
    }
    if (query === '') return url;
    const hash = url.indexOf('#');
    const address = hash === -1 ? url : url.slice(0, hash);
    return `${address}${address.includes('?') ? '&' : '?'}${query}`;
  }

  private hint(code: Finding['problem']['code'], word: Span, args?: Record<string, string>): void {
    const key = `${code} ${args?.option ?? ''}`;
    if (this.said.has(key)) return;
    this.said.add(key);
    this.findings.push(finding('hint', code, word, args));
  }
}

function madeHeader(name: string, value: string, { start, end }: Span): HeaderNode {
  const span = { start, end };
  return { kind: 'header', start, end, name, value, nameSpan: span, valueSpan: span };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

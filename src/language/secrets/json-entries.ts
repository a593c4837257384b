import type { EnvironmentEntry } from './entry';

/** A member of a JSON text, with what is needed to take it out. */
export interface JsonEntry extends EnvironmentEntry {
  /** Where its name starts, with the quote. */
  readonly start: number;
  /** Behind its value, with the quote. */
  readonly end: number;
  /** The comma behind it, or -1. */
  readonly comma: number;
  /** Start of the object that holds it. */
  readonly object: number;
  readonly isText: boolean;
}

const TOKEN =
  /"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|\/\/[^\r\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/|[{}[\],:]|[^\s"{}[\],:/]+|[/"]/g;

interface Level {
  readonly start: number;
  readonly isObject: boolean;
  /** Of the member that holds it. */
  readonly path: readonly string[];
  name: string | null;
  nameStart: number;
  readonly members: Draft[];
}

type Draft = { -readonly [Key in keyof JsonEntry]: JsonEntry[Key] };

/** The members of an environment file as written, in the order of their names; also of one that is broken further down. */
export function jsonMembers(text: string): readonly JsonEntry[] {
  const all: Draft[] = [];
  const open: Level[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const level = open[open.length - 1];
    const first = token.charAt(0);
    if (first === '/') continue;
    if (first === '{' || first === '[') {
      const path = level?.name ? [...level.path, level.name] : (level?.path ?? []);
      if (level) startMember(level, all, index);
      open.push({ start: index, isObject: first === '{', path, name: null, nameStart: -1, members: [] });
    } else if (first === '}' || first === ']') {
      open.pop();
      const outer = open[open.length - 1];
      const member = outer?.members[outer.members.length - 1];
      if (outer && member && outer.name !== null) {
        member.end = index + 1;
        outer.name = null;
      }
    } else if (first === ',') {
      const member = level?.members[level.members.length - 1];
      if (level?.name === null && member) member.comma = index;
    } else if (first !== ':' && level?.isObject) {
      if (level.name === null) {
        level.name = first === '"' ? unescaped(token) : token;
        level.nameStart = index;
      } else {
        const member = startMember(level, all, index);
        member.isText = first === '"';
        member.valueStart = member.isText ? index + 1 : index;
        member.valueEnd = index + token.length - (member.isText ? 1 : 0);
        member.value = member.isText ? unescaped(token) : token;
        member.end = index + token.length;
        level.name = null;
      }
    }
  }
  return all;
}

/** Those of them that hold a text inside of an environment. */
export function jsonEntries(text: string): readonly JsonEntry[] {
  return jsonMembers(text).filter(({ isText, environment }) => isText && environment !== null);
}

function startMember(level: Level, all: Draft[], valueStart: number): Draft {
  const [environment = null, ...inner] = level.path;
  const name = [...inner, level.name ?? ''].join('.');
  const member: Draft = {
    name: environment === null ? (level.name ?? '') : name,
    environment,
    value: '',
    valueStart,
    valueEnd: valueStart,
    start: level.nameStart,
    end: valueStart,
    comma: -1,
    object: level.start,
    isText: false,
  };
  if (level.isObject && level.name !== null) {
    all.push(member);
    level.members.push(member);
  }
  return member;
}

function unescaped(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.slice(1, -1);
  }
}

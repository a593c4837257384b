import { variableReferences } from '../../http';
import { hintOf } from '../secrets/values';
import type { HoverContext } from './context';

/** A text with its variables replaced as far as they are known. */
export interface ResolvedText {
  readonly text: string;
  /** Variables without a value, each once. */
  readonly unknown: readonly string[];
  /** Values in it that are not to be shown. */
  readonly secrets: readonly string[];
}

/** Replaces the variables of a text by what a send would put there; those without a value stay, or become `blank`. */
export function resolveText(
  text: string,
  { states, request }: Pick<HoverContext, 'states' | 'request'>,
  blank?: string,
): ResolvedText {
  let result = '';
  let at = 0;
  const unknown = new Set<string>();
  const secrets = new Set<string>();
  for (const { name, start, end, encoded } of variableReferences(text)) {
    result += text.slice(at, start);
    at = end;
    const state = states.of(name, request);
    if ('value' in state) {
      result += encoded ? encode(state.value) : state.value;
      for (const secret of states.secretsIn(name, request)) secrets.add(secret);
    } else {
      unknown.add(name);
      result += blank ?? text.slice(start, end);
    }
  }
  return { text: result + text.slice(at), unknown: [...unknown], secrets: [...secrets] };
}

/** What `{{%name}}` makes of a value; a lone surrogate becomes U+FFFD. */
export function encode(value: string): string {
  return encodeURIComponent(Buffer.from(value, 'utf8').toString('utf8'));
}

/** A text in which keys show as prefix and last four, as in `sk_test_…c3d4`, and other secrets not at all. */
export function masked(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    for (const form of new Set([secret, encode(secret)])) shown = shown.replaceAll(form, hintOf(secret));
  }
  return shown;
}

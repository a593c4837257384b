import type { Completion } from '../model';

/** What a proposal must say; all else has a plain default. */
type Given = Pick<Completion, 'label' | 'kind' | 'replace' | 'sort'> & Partial<Completion>;

/** A proposal that inserts its label, unless told otherwise. */
export function proposal(given: Given): Completion {
  return {
    detail: '',
    documentation: '',
    insert: given.label,
    isSnippet: false,
    filter: null,
    again: false,
    deprecated: false,
    also: [],
    ...given,
  };
}

/** Text as it has to be written in a snippet to come out as it is. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A sort key: first the group, then the place in it. */
export function rank(group: number, index: number): string {
  return `${group}${String(index).padStart(4, '0')}`;
}

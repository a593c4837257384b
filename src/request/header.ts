import type { HeaderPair } from './prepared';

/** The value of the first header of a name, in whatever case of letters; undefined where there is none. */
export function headerOf(headers: readonly HeaderPair[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([typed]) => typed.toLowerCase() === wanted)?.[1];
}

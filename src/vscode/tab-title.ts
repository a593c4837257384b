/** Longer names of requests are cut on a tab. */
const LONGEST = 32;

/** A name as it fits on a tab. */
export function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
}

/** What a request without a name is called: the end of its path. */
export function lastPart(path: string): string {
  return path.split('/').findLast((part) => part !== '') ?? path;
}

/** A title as the last part of a path, which is what a tab shows. */
export function inPath(title: string): string {
  return title.replace(/[/\\]/g, '∕');
}

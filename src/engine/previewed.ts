/** No server takes a longer address or host; where a request goes stands at the beginning. */
const LONGEST = 16_000;

/**
 * The part of an address or `Host` that tells where a request goes. A preview is made while somebody types, and megabytes
 * would be felt; what is sent is always taken whole.
 */
export function previewed(text: string): string {
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
}

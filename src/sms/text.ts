import { SegmentedMessage } from 'sms-segments-calculator';

/** Encodings of an SMS as the API names them (FACTS.md section 1.2). */
export type Encoding = 'GSM-7' | 'UCS-2';

/** How a text travels. */
export interface TextMeasure {
  readonly encoding: Encoding;
  /** Units used: septets for GSM-7 (`€ ^ { } [ ] \ ~ |` and form feed take two), UTF-16 units for UCS-2. */
  readonly units: number;
  /** Parts the text is sent in, at least 1; each is charged. */
  readonly segments: number;
  /** Units that one part holds at this number of parts: 160 or 153, 70 or 67. */
  readonly unitsPerSegment: number;
  /** Units that still fit before another part is needed. */
  readonly unitsLeft: number;
}

/** Units in a single message, and in each part of several (FACTS.md section 5.1). */
const capacity = {
  'GSM-7': { single: 160, part: 153 },
  'UCS-2': { single: 70, part: 67 },
} as const;

/** There are fewer characters than this in GSM-7, so a text with more different ones needs no look-up. */
const GSM_ALPHABET_BOUND = 160;

/**
 * Encoding, length and number of segments of an SMS text (FACTS.md section 5.1). Nothing is replaced: a smart quote, a
 * long dash or a no-break space makes the text UCS-2, as it does on the service.
 */
export function measureText(text: string): TextMeasure {
  const costs = gsmCosts(text);
  const encoding = costs ? 'GSM-7' : 'UCS-2';
  const { single, part } = capacity[encoding];
  const { units, packed } = pack(text, part, costs);
  if (units <= single) return { encoding, units, segments: 1, unitsPerSegment: single, unitsLeft: single - units };
  return { encoding, units, segments: packed.parts, unitsPerSegment: part, unitsLeft: part - packed.used };
}

/**
 * Units that each character of the text takes in GSM-7, or undefined when one of them is not in that alphabet.
 * Only the alphabet is asked of the library, once per different character: on whole texts its time grows with the square
 * of the length, and it counts graphemes where FACTS.md counts UTF-16 units.
 */
function gsmCosts(text: string): ReadonlyMap<string, number> | undefined {
  const characters = new Set(text.split(''));
  if (characters.size > GSM_ALPHABET_BOUND) return undefined;
  const message = new SegmentedMessage([...characters].join(''), 'auto', false);
  if (message.encodingName !== 'GSM-7') return undefined;
  return new Map(message.encodedChars.map((character) => [character.raw, character.codeUnits.length]));
}

/** Fills parts in order; an escaped GSM-7 character or a surrogate pair is never split (not published: the SMS norm). */
function pack(text: string, part: number, costs: ReadonlyMap<string, number> | undefined) {
  const packed = { parts: 1, used: 0 };
  let units = 0;
  for (const character of text) {
    const cost = costs?.get(character) ?? character.length;
    if (packed.used + cost > part) {
      packed.parts += 1;
      packed.used = 0;
    }
    packed.used += cost;
    units += cost;
  }
  return { units, packed };
}

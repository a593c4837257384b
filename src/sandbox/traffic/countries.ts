/** Numbers whose prefix the table does not know: a country that does not exist, and the price of one segment. */
const ELSEWHERE: Destination = { country: 'ZZ', rate: 0.0085 };

/** Dialling prefix → ISO country and price of one segment. Prices are invented. Canada shares +1 and counts as US. */
const prefixes: Readonly<Record<string, readonly [country: string, rate: number]>> = {
  '1': ['US', 0.0085],
  '7': ['RU', 0.041],
  '77': ['KZ', 0.052],
  '20': ['EG', 0.048],
  '27': ['ZA', 0.021],
  '30': ['GR', 0.034],
  '31': ['NL', 0.062],
  '32': ['BE', 0.067],
  '33': ['FR', 0.049],
  '34': ['ES', 0.039],
  '36': ['HU', 0.058],
  '39': ['IT', 0.055],
  '40': ['RO', 0.044],
  '41': ['CH', 0.053],
  '43': ['AT', 0.064],
  '44': ['GB', 0.033],
  '45': ['DK', 0.038],
  '46': ['SE', 0.045],
  '47': ['NO', 0.051],
  '48': ['PL', 0.026],
  '49': ['DE', 0.071],
  '52': ['MX', 0.028],
  '55': ['BR', 0.019],
  '61': ['AU', 0.037],
  '65': ['SG', 0.032],
  '81': ['JP', 0.056],
  '90': ['TR', 0.014],
  '91': ['IN', 0.018],
  '234': ['NG', 0.061],
  '254': ['KE', 0.042],
  '351': ['PT', 0.031],
  '353': ['IE', 0.054],
  '358': ['FI', 0.057],
  '380': ['UA', 0.059],
  '420': ['CZ', 0.043],
  '971': ['AE', 0.029],
  '972': ['IL', 0.022],
};

const LONGEST_PREFIX = 3;

/** Country of a number as the sandbox sees it. */
export interface Destination {
  /** ISO code of two letters; `ZZ` where the table does not know the prefix. */
  readonly country: string;
  /** Price of one segment. */
  readonly rate: number;
}

/**
 * Country and price for a number: the longest prefix wins.
 * @param number E.164 with `+`
 */
export function destinationOf(number: string): Destination {
  for (let length = LONGEST_PREFIX; length > 0; length--) {
    const entry = prefixes[number.slice(1, 1 + length)];
    if (entry) return { country: entry[0], rate: entry[1] };
  }
  return ELSEWHERE;
}

/** Every price that a number can be charged with, by dialling prefix; the empty prefix is every other one. */
export function allRates(): readonly (Destination & { readonly prefix: string })[] {
  const listed = Object.entries(prefixes).map(([prefix, [country, rate]]) => ({ prefix, country, rate }));
  return [...listed, { prefix: '', ...ELSEWHERE }];
}

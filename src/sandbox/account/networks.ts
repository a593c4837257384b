/** What a price list says of a country besides its price. */
export interface Network {
  readonly country: string;
  /** Mobile country and network code (ITU-T E.212). */
  readonly mcc: string;
  readonly mnc: string;
  readonly network: string;
}

/** ISO country → its name and one of its networks; that of the United States is in the published sample. */
const networks: Readonly<Record<string, readonly [country: string, mcc: string, mnc: string, network: string]>> = {
  US: ['United States', '310', '004', 'Verizon'],
  RU: ['Russia', '250', '01', 'MTS'],
  KZ: ['Kazakhstan', '401', '01', 'Beeline'],
  EG: ['Egypt', '602', '01', 'Orange'],
  ZA: ['South Africa', '655', '01', 'Vodacom'],
  GR: ['Greece', '202', '01', 'Cosmote'],
  NL: ['Netherlands', '204', '08', 'KPN'],
  BE: ['Belgium', '206', '01', 'Proximus'],
  FR: ['France', '208', '01', 'Orange'],
  ES: ['Spain', '214', '01', 'Vodafone'],
  HU: ['Hungary', '216', '30', 'Telekom'],
  IT: ['Italy', '222', '01', 'TIM'],
  RO: ['Romania', '226', '01', 'Vodafone'],
  CH: ['Switzerland', '228', '01', 'Swisscom'],
  AT: ['Austria', '232', '01', 'A1'],
  GB: ['United Kingdom', '234', '15', 'Vodafone'],
  DK: ['Denmark', '238', '01', 'TDC'],
  SE: ['Sweden', '240', '01', 'Telia'],
  NO: ['Norway', '242', '01', 'Telenor'],
  PL: ['Poland', '260', '01', 'Plus'],
  DE: ['Germany', '262', '01', 'Telekom'],
  MX: ['Mexico', '334', '020', 'Telcel'],
  BR: ['Brazil', '724', '06', 'Vivo'],
  AU: ['Australia', '505', '01', 'Telstra'],
  SG: ['Singapore', '525', '01', 'Singtel'],
  JP: ['Japan', '440', '10', 'NTT Docomo'],
  TR: ['Turkey', '286', '01', 'Turkcell'],
  IN: ['India', '404', '10', 'Airtel'],
  NG: ['Nigeria', '621', '30', 'MTN'],
  KE: ['Kenya', '639', '02', 'Safaricom'],
  PT: ['Portugal', '268', '01', 'Vodafone'],
  IE: ['Ireland', '272', '01', 'Vodafone'],
  FI: ['Finland', '244', '91', 'Telia'],
  UA: ['Ukraine', '255', '01', 'Vodafone'],
  CZ: ['Czechia', '230', '01', 'T-Mobile'],
  AE: ['United Arab Emirates', '424', '02', 'Etisalat'],
  IL: ['Israel', '425', '01', 'Partner'],
};

/** A network of a country; names without codes where the country is none. @param country ISO code of two letters */
export function networkOf(country: string): Network {
  const [name, mcc, mnc, network] = networks[country] ?? ['Other countries', '', '', 'Any network'];
  return { country: name, mcc, mnc, network };
}

import { dottedSeconds } from '../basics/times';
import { type Answer, json } from '../exchange/answer';
import { allRates } from '../traffic/countries';
import { networkOf } from './networks';

/** Prices before the last change, by country; all others have stayed the same. That of the US is in the published sample. */
const previous: Readonly<Record<string, number>> = { US: 0.008, GB: 0.035, FR: 0.047, TR: 0.015 };

const LAST_CHANGE = dottedSeconds(Date.UTC(2026, 0, 1));
/** An open end (FACTS.md section 1.10). */
const OPEN = '2100.01.01 00:00:00';

/**
 * `GET /user/pricing`, and `POST`, whose body is ignored (FACTS.md section 1.10): the prices that sends are charged with, one
 * network for each country. The last entry stands for every number whose country is not in the list.
 */
export function getPricing(): Answer {
  return json(200, allRates().map(priceEntry));
}

/** `GET /user/pricing/{id}`: a stub of the service, which answers an empty object whatever the id (FACTS.md section 1.1). */
export function getPricingEntry(): Answer {
  return json(200, {});
}

function priceEntry({ prefix, country, rate }: ReturnType<typeof allRates>[number]) {
  const { mcc, mnc, network, country: name } = networkOf(country);
  const before = previous[country] ?? rate;
  return {
    mcc,
    mnc,
    mccmnc: mcc + mnc,
    dialcode: prefix,
    country: name,
    network,
    rate,
    prev_rate: before,
    rate_start_date: LAST_CHANGE,
    rate_end_date: OPEN,
    change_type: rate > before ? 'Increase' : rate < before ? 'Decrease' : 'Same',
  };
}

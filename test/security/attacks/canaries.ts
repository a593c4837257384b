import type { Canaries } from '../../support/canary';

/** What nobody but the bound origin may see. */
export const canaries = {
  key: 'sk_prod_AttackCanary-8Zq1Lw7Yx0c3d4',
  secret: 'attack canary/"secret"+é 5Tg8',
  token: `${part({ alg: 'HS256' })}.${part({ sub: 'attack-canary', exp: 4102444800 })}.Cna4ry_s1gnature-Bytes`,
} satisfies Canaries;

/** The credential of the environment, and a token beside it that signs nothing. */
export const fromEnvironment = {
  RESTLINK_API_KEY: canaries.key,
  RESTLINK_API_SECRET: canaries.secret,
  RESTLINK_TOKEN: canaries.token,
};

export const LIVE = 'https://restlink23telecom.com';

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

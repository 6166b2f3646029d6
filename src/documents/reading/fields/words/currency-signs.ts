/**
 * What is printed beside an amount for its currency. A sign that several currencies share ("kr", "$") gives the
 * shared sign itself; choose-currency.ts decides by the rest of the page.
 */
export const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  'rs.': 'INR',
  rs: 'INR',
  inr: 'INR',
  rm: 'MYR',
  rn: 'MYR',
  myr: 'MYR',
  nok: 'NOK',
  sek: 'SEK',
  dkk: 'DKK',
  isk: 'ISK',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  usd: 'USD',
  us$: 'USD',
  gbp: 'GBP',
  chf: 'CHF',
  'sfr.': 'CHF',
  pln: 'PLN',
  zł: 'PLN',
  sgd: 'SGD',
  s$: 'SGD',
  aud: 'AUD',
  a$: 'AUD',
  cad: 'CAD',
  c$: 'CAD',
  ca$: 'CAD',
  nzd: 'NZD',
  nz$: 'NZD',
  hk$: 'HKD',
  hkd: 'HKD',
  jpy: 'JPY',
  '¥': 'JPY',
  czk: 'CZK',
  kč: 'CZK',
  huf: 'HUF',
  ron: 'RON',
  bgn: 'BGN',
  try: 'TRY',
  cny: 'CNY',
  brl: 'BRL',
  r$: 'BRL',
  zar: 'ZAR',
  aed: 'AED',
  thb: 'THB',
  idr: 'IDR',
  php: 'PHP',
  mxn: 'MXN',
  kr: 'kr',
  'kr.': 'kr',
  kroner: 'kr',
  kronor: 'kr',
  $: '$',
}

const escaped = (sign: string): string => sign.replace(/[$.]/g, (letter) => `\\${letter}`)

/** All signs and codes, longest first, as part of a regular expression. */
export const SIGN_PATTERN = Object.keys(SIGNS)
  .sort((a, b) => b.length - a.length)
  .map((sign) => (/^\p{L}/u.test(sign) ? `(?<!\\p{L})${escaped(sign)}` : escaped(sign)))
  .map((sign) => (/\p{L}$/u.test(sign) ? `${sign}(?!\\p{L})` : sign))
  .join('|')

/** IBAN (ISO 13616): length per country from the SWIFT registry (release 99) and MOD 97-10 (ISO 7064). */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
}

export const normaliseIban = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase()

function mod97(digits: string): number {
  let remainder = 0
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97
  return remainder
}

const toDigits = (text: string): string => text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))

/** Whether the text has the form and the length of an IBAN of its country, whatever its check digits. */
export function hasIbanLength(text: string): boolean {
  const iban = normaliseIban(text)
  return /^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban) && iban.length === LENGTHS[iban.slice(0, 2)]
}

export function isIban(text: string): boolean {
  const iban = normaliseIban(text)
  if (!hasIbanLength(iban)) return false
  return mod97(toDigits(iban.slice(4) + iban.slice(0, 4))) === 1
}

export const normaliseBban = (text: string): string => text.replace(/[\s.]/g, '')

/** Norwegian account number: 11 digits, MOD11 with weights 5 4 3 2 7 6 5 4 3 2. */
export function isNorwegianBban(text: string): boolean {
  const digits = normaliseBban(text)
  if (!/^\d{11}$/.test(digits)) return false
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
  const total = weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0)
  const check = (11 - (total % 11)) % 11
  return check !== 10 && check === Number(digits[10])
}

/** The IBAN of a national account number (NO: BBAN of 11 digits). */
export function toIban(country: string, bban: string): string {
  const check = 98 - mod97(toDigits(`${bban}${country}00`))
  return `${country}${String(check).padStart(2, '0')}${bban}`
}

/**
 * One form for comparing account numbers however they are written: an IBAN of Norway and its BBAN give the same
 * text; anything else is letters and digits only.
 */
export function accountKey(text: string): string {
  const plain = text.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
  return /^NO\d{13}$/.test(plain) && isIban(plain) ? plain.slice(4) : plain
}

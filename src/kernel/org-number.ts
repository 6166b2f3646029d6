/**
 * Organisation numbers of the Nordic countries.
 * NO: 9 digits, MOD11 with weights 3 2 7 6 5 4 3 2 (Brønnøysundregistrene, "Om organisasjonsnummeret").
 * DK (CVR): 8 digits, MOD11 with weights 2 7 6 5 4 3 2 1. SE: 10 digits, Luhn. FI: 7 digits + "-" + check digit.
 */
export type OrgCountry = 'NO' | 'DK' | 'SE' | 'FI'

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)

function isNorwegian(digits: string): boolean {
  if (!/^[89]\d{8}$/.test(digits)) return false
  const check = (11 - (weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return check !== 10 && check === Number(digits[8])
}

const isDanish = (digits: string): boolean =>
  /^[1-9]\d{7}$/.test(digits) && weighted(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0

function isSwedish(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  let total = 0
  for (let index = 0; index < 10; index++) {
    const product = Number(digits[index]) * (index % 2 === 0 ? 2 : 1)
    total += product > 9 ? product - 9 : product
  }
  return total % 10 === 0
}

function isFinnish(digits: string): boolean {
  if (!/^\d{8}$/.test(digits)) return false
  const remainder = weighted(digits, [7, 9, 10, 5, 8, 4, 2]) % 11
  return remainder !== 1 && (remainder === 0 ? 0 : 11 - remainder) === Number(digits[7])
}

const CHECKS: Record<OrgCountry, (digits: string) => boolean> = {
  NO: isNorwegian,
  DK: isDanish,
  SE: isSwedish,
  FI: isFinnish,
}

/** Digits only: drops spaces, dots, hyphens, a country prefix and the Norwegian "MVA". */
export const normaliseOrgNumber = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s.-]/g, '')
    .replace(/^(NO|DK|SE|FI)/, '')
    .replace(/MVA$/, '')

/** Whether the text is an organisation number of the country with a right check digit. */
export const isOrgNumber = (text: string, country: OrgCountry): boolean => CHECKS[country](normaliseOrgNumber(text))

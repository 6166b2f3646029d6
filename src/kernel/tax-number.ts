/** Countries whose tax numbers have a check digit of their own, outside of the Nordic ones (see org-number.ts). */
export type TaxCountry = 'CH' | 'FR' | 'IT' | 'PL' | 'PT'

const digitsOf = (text: string): number[] => Array.from(text, Number)

const weighed = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0)

function isLuhn(text: string): boolean {
  const sum = digitsOf(text)
    .reverse()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0)
  return sum % 10 === 0
}

/** UID: weights 5 4 3 2 7 6 5 4, modulo 11 (eCH-0097). */
function isUid(text: string): boolean {
  const check = (11 - (weighed(digitsOf(text), [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11
  return check === Number(text.at(-1))
}

/** NIP: weights 6 5 7 2 3 4 5 6 7, modulo 11; a rest of 10 is never given (Ministerstwo Finansów). */
const isNip = (text: string): boolean =>
  weighed(digitsOf(text), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(text.at(-1))

/** NIF: weights 9 to 2, modulo 11; rests of 0 and 1 give 0 (Decreto-Lei 14/2013). */
function isNif(text: string): boolean {
  const rest = weighed(digitsOf(text), [9, 8, 7, 6, 5, 4, 3, 2]) % 11
  return (rest < 2 ? 0 : 11 - rest) === Number(text.at(-1))
}

const RULES: Readonly<Record<TaxCountry, readonly [form: RegExp, check: (text: string) => boolean]>> = {
  CH: [/^\d{9}$/, isUid],
  // SIREN, or SIRET with the five digits of the place (INSEE)
  FR: [/^(?:\d{9}|\d{14})$/, isLuhn],
  // partita IVA (D.P.R. 633/1972 art. 35)
  IT: [/^\d{11}$/, isLuhn],
  PL: [/^[1-9]\d{9}$/, isNip],
  PT: [/^[1-9]\d{8}$/, isNif],
}

/** Whether the digits, without a country's letters, are such a number with a right check digit. */
export function isTaxNumber(digits: string, country: TaxCountry): boolean {
  const [form, check] = RULES[country]
  return form.test(digits) && check(digits)
}

/**
 * Check digits of party identifiers as the Peppol rules compute them. They are the official functions, quirks and
 * all, and so stand apart from the kernel's checks, which say whether a number is right.
 */

const digitsOf = (text: string): number[] => [...text].map((char) => char.charCodeAt(0) - 48)

/** Weighted sum of all digits but the last, from the right; `weight` by position from 0. */
const weightedSum = (text: string, weight: (position: number) => number): number =>
  digitsOf(text.slice(0, -1))
    .reverse()
    .reduce((sum, digit, position) => sum + digit * weight(position), 0)

const lastDigit = (text: string): number => Number(text.slice(-1) || Number.NaN)

/** GS1 check digit: weights 3, 1. */
export const isGln = (text: string): boolean =>
  (10 - (weightedSum(text, (position) => (position % 2 === 0 ? 3 : 1)) % 10)) % 10 === lastDigit(text)

/** MOD 11 with weights 2 to 7. */
export const isMod11 = (text: string): boolean =>
  Number(text) > 0 && (11 - (weightedSum(text, (position) => (position % 6) + 2) % 11)) % 11 === lastDigit(text)

/** Belgian enterprise number: the last two digits are 97 less the rest modulo 97. */
export const isBelgian = (text: string): boolean => 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8, 10))

/** Australian business number: weights 10, 1, 3, 5, ... 19, the first digit less one, modulo 89. */
export function isAbn(text: string): boolean {
  const [first = 0, ...rest] = digitsOf(text)
  const sum = rest.reduce((total, digit, index) => total + digit * (2 * index + 1), (first - 1) * 10)
  return sum % 89 === 0
}

/** Greek tax number (TIN): weights 256 down to 2, modulo 11, modulo 10. */
export function isGreekTin(text: string): boolean {
  const digits = [...text].slice(0, 9).map((char) => (/\d/.test(char) ? Number(char) : Number.NaN))
  const sum = digits.slice(0, 8).reduce((total, digit, index) => total + digit * 2 ** (8 - index), 0)
  return digits.length === 9 && (sum % 11) % 10 === digits[8]
}

/** Swedish organisation number: Luhn over the first nine digits. */
export function isSwedishOrgNumber(text: string): boolean {
  if (!/^\d+$/.test(text)) return false
  const body = [...text.slice(0, 9)].reverse()
  const sum = body.reduce((total, char, index) => {
    const product = Number(char) * (index % 2 === 0 ? 2 : 1)
    return total + (product % 10) + Math.floor(product / 10)
  }, 0)
  return text.length > 9 && (10 - (sum % 10)) % 10 === Number(text[9])
}

/** Italian office code (codice IPA): six letters or digits. */
export const isCodiceIpa = (text: string): boolean => /^[A-Za-z0-9]{6}$/.test(text)

const INTEGER = /^\s*[+-]?\d+\s*$/

/** Italian fiscal code: 11 digits, or 16 characters of a fixed shape. */
export function isCodiceFiscale(text: string): boolean {
  if (text.length === 11) return INTEGER.test(text)
  return text.length === 16 && /^[A-Za-z]{6}\d{2}[A-Za-z]\d{2}.{3}\d[A-Za-z]$/.test(text)
}

/** Italian VAT number with its prefix: eleven digits, Luhn from the left. Anything not Italian passes. */
export function isPartitaIva(text: string): boolean {
  if (text.slice(0, 2) !== 'IT' && text.slice(0, 2) !== 'it') return true
  const code = text.slice(2)
  if (!/^\d{11}$/.test(code)) return false
  const sum = digitsOf(code).reduce((total, digit, index) => {
    return total + (index % 2 === 0 ? digit : ((digit * 2) % 10) + Math.floor((digit * 2) / 10))
  }, 0)
  return sum % 10 === 0
}

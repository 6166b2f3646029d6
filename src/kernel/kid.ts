/**
 * KID: the payment reference of Norwegian invoices, 2 to 25 digits, the last one a check digit by MOD10 (Luhn) or
 * MOD11, where MOD11 may give "-" (Bits/Mastercard Payment Services, "OCR giro" system specification).
 */
export type KidMethod = 'mod10' | 'mod11'

/** MOD10 (Luhn) check digit: weights 2, 1 from the right; digits of the products are added. */
export function mod10CheckDigit(digits: string): string {
  let total = 0
  for (let index = digits.length - 1, weight = 2; index >= 0; index--, weight = 3 - weight) {
    const product = Number(digits[index]) * weight
    total += product > 9 ? product - 9 : product
  }
  return String((10 - (total % 10)) % 10)
}

/** MOD11 check digit: weights 2..7 repeated from the right; remainder 1 gives "-". */
export function mod11CheckDigit(digits: string): string {
  let total = 0
  for (let index = digits.length - 1, weight = 2; index >= 0; index--, weight = weight === 7 ? 2 : weight + 1) {
    total += Number(digits[index]) * weight
  }
  const digit = (11 - (total % 11)) % 11
  return digit === 10 ? '-' : String(digit)
}

/** Appends the check digit. `payload` is 1 to 24 digits. */
export function makeKid(payload: string, method: KidMethod = 'mod10'): string {
  if (!/^\d{1,24}$/.test(payload)) throw new RangeError('a KID payload is 1 to 24 digits')
  return payload + (method === 'mod10' ? mod10CheckDigit(payload) : mod11CheckDigit(payload))
}

/** Whether the text is a KID with a right check digit by one of the methods (or the one given). */
export function isKid(text: string, method?: KidMethod): boolean {
  if (!/^\d{1,24}[\d-]$/.test(text)) return false
  const [payload, check] = [text.slice(0, -1), text.slice(-1)]
  const byMod10 = method !== 'mod11' && mod10CheckDigit(payload) === check
  const byMod11 = method !== 'mod10' && mod11CheckDigit(payload) === check
  return byMod10 || byMod11
}

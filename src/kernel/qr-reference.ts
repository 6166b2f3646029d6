/** Carries of the check "modulo 10, recursive" (Swiss Implementation Guidelines QR-bill 2.3, annex B). */
const CARRIES = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5] as const

function checkDigit(payload: string): string {
  const carry = Array.from(payload).reduce((sum, digit) => CARRIES[(sum + Number(digit)) % 10] ?? 0, 0)
  return String((10 - carry) % 10)
}

/** Appends the check digit. `payload` is 26 digits. */
export function makeQrReference(payload: string): string {
  if (!/^\d{26}$/.test(payload)) throw new RangeError('the payload of a QR reference is 26 digits')
  return payload + checkDigit(payload)
}

/** Whether the text is the QR reference of a Swiss payment part: 27 digits, the last one a check digit. */
export const isQrReference = (text: string): boolean =>
  /^\d{27}$/.test(text) && /[1-9]/.test(text) && checkDigit(text.slice(0, -1)) === text.slice(-1)

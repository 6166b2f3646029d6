/**
 * Viitenumero: the payment reference of Finnish invoices, 4 to 20 digits, the last one a check digit by the weights 7, 3, 1
 * from the right (Finanssiala, "Kotimaisen viitteen rakenne").
 */
function checkDigit(payload: string): string {
  const weights = [7, 3, 1]
  const total = Array.from(payload)
    .reverse()
    .reduce((sum, digit, index) => sum + Number(digit) * (weights[index % 3] ?? 0), 0)
  return String((10 - (total % 10)) % 10)
}

/** Appends the check digit. `payload` is 3 to 19 digits. */
export function makeViite(payload: string): string {
  if (!/^\d{3,19}$/.test(payload)) throw new RangeError('the payload of a viitenumero is 3 to 19 digits')
  return payload + checkDigit(payload)
}

/** Whether the text is such a reference with a right check digit. */
export const isViite = (text: string): boolean =>
  /^\d{4,20}$/.test(text) && checkDigit(text.slice(0, -1)) === text.slice(-1)

/** VAT rates of the countries whose invoices are read, in tenths of a percent. A share by one of them is no accident. */
export const RATES = [
  250, 240, 230, 220, 210, 200, 190, 180, 175, 170, 160, 150, 140, 130, 120, 110, 100, 90, 81, 80, 77, 70, 60, 55, 50,
  40, 30, 26, 21,
]

export const size = (value: bigint): bigint => (value < 0n ? -value : value)

/** Whether cents of VAT are a known share of a sum that holds them, to two cents. */
export const isRateOf = (vat: bigint, gross: bigint): boolean =>
  RATES.some((rate) => size(vat * BigInt(1000 + rate) - gross * BigInt(rate)) <= BigInt(1000 + rate) * 2n)

/** How far cents of VAT are from the share that a rate makes of a sum without it, in thousandths of a cent. */
export const distanceFromRate = (vat: bigint, net: bigint, rate: number): bigint =>
  size(vat * 1000n - net * BigInt(rate))

/** Smaller shares hit a rate by accident. */
export const LEAST_SHARE_CENTS = 10n

/** The VAT that a rate makes of a sum that holds it, in cents. */
export const shareOf = (gross: bigint, rate: number): bigint =>
  (gross * BigInt(rate) + BigInt(1000 + rate) / 2n) / BigInt(1000 + rate)

/** Two printed amounts, label or not, make the sum, and one is the other's VAT by a known rate. */
export const isSplitByRate = (total: bigint, all: ReadonlyMap<bigint, number>): boolean =>
  RATES.some((rate) => {
    const vat = shareOf(total, rate)
    return vat >= LEAST_SHARE_CENTS && all.has(vat) && all.has(total - vat)
  })

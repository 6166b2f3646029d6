import { decimal, formatShort, multiply, round } from '#src/kernel/decimal.ts'
import { fail } from '#src/kernel/problem.ts'

const PPM_OF_PERCENT = { units: 10_000n, scale: 0 }

/** "25" per cent as parts per million; refused outside 0 to 100. */
export function ppmOf(percent: string, pointer: string): number {
  const ppm = round(multiply(decimal(percent), PPM_OF_PERCENT), 0).units
  if (ppm >= 0n && ppm <= 1_000_000n) return Number(ppm)
  const message = 'A percentage lies between 0 and 100.'
  return fail('vat_code_invalid', message, { errors: [{ pointer, code: 'vat_code_invalid', message }] })
}

/** 111100 ppm as "11.11". */
export const percentOf = (ppm: number): string => formatShort({ units: BigInt(ppm), scale: 4 })

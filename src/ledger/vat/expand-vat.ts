import type { BookDate } from '#src/kernel/book-date.ts'
import { divideHalfUp } from '#src/kernel/decimal.ts'
import { shareMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import type { DraftLine } from '../journal-entry.ts'
import { rateOn, type VatCode } from './vat-code.ts'

const WHOLE_PPM = 1_000_000

/** An amount of the line's currency and, where the draft says it, the same in the base currency. */
interface Amounts {
  readonly amountMinor: bigint
  readonly baseAmountMinor?: bigint
}

/** A line after VAT: on VAT lines `vatBase` is what the VAT was computed from. */
export interface ExpandedLine
  extends Omit<DraftLine, 'vat' | 'vatAmountMinor' | 'vatBaseAmountMinor' | 'deductiblePpm'> {
  readonly vatBase?: Amounts
}

/**
 * A draft line with a VAT treatment as the lines that are booked: its base, the VAT on the code's accounts, and what
 * may not be deducted on the line's own account. Signs follow the line, so a credit note works the same way.
 * Fails with `vat_rate_unknown` when neither the document nor the law says the VAT.
 */
export function expandVat(line: DraftLine, code: VatCode, taxPointOn: BookDate): ExpandedLine[] {
  const { vat: treatment, vatAmountMinor, vatBaseAmountMinor, deductiblePpm = code.deductiblePpm, ...kept } = line
  if (!treatment) return [kept]
  if (code.handling === 'none') {
    // VAT that the document charges under a code that books none is part of the cost.
    const extra = treatment === 'added' ? (vatAmountMinor ?? 0n) : 0n
    return [extra === 0n ? kept : { ...kept, ...scaled(line, line.amountMinor + extra) }]
  }
  const isReverse = code.handling === 'reverseCharge'
  const vatMinor = vatOf(line, code, taxPointOn)
  const vat = vatBaseAmountMinor === undefined ? scaled(line, vatMinor) : sized(vatMinor, vatBaseAmountMinor)
  const base = treatment === 'included' && !isReverse ? less(line, vat) : amountsOf(line)
  const { opensItem: _opensItem, settles: _settles, dimensions, ...shared } = kept
  const part = (account: string | null, amounts: Amounts, more: object = {}): ExpandedLine[] =>
    amounts.amountMinor === 0n
      ? []
      : [{ ...shared, ...more, account: account ?? line.account, ...amounts, vatBase: base }]

  const baseLine: ExpandedLine = { ...kept, ...base }
  if (code.handling === 'output') return [baseLine, ...part(code.outputAccount, vat)]
  const deducted = scaled(line, shareMinor(vat.amountMinor, deductiblePpm))
  return [
    baseLine,
    ...part(code.inputAccount, deducted),
    ...part(line.account, less(vat, deducted), dimensions ? { dimensions } : {}),
    ...(isReverse ? part(code.outputAccount, negated(vat)) : []),
  ]
}

function vatOf(line: DraftLine, code: VatCode, on: BookDate): bigint {
  const isReverse = code.handling === 'reverseCharge'
  if (line.vatAmountMinor !== undefined && !isReverse) return line.vatAmountMinor
  if (line.vatAmountMinor) {
    fail('journal_entry_invalid', `VAT code ${code.code} is reverse charge: the document itself carries no VAT.`)
  }
  const rate = rateOn(code, on)
  if (!rate) fail('vat_rate_unknown', `VAT code ${code.code} has no rate on ${on}; say the VAT amount.`)
  if (line.vat === 'added' || isReverse) return shareMinor(line.amountMinor, rate.ratePpm)
  return divideHalfUp(line.amountMinor * BigInt(rate.ratePpm), BigInt(WHOLE_PPM + rate.ratePpm))
}

const sized = (amountMinor: bigint, baseAmountMinor: bigint | undefined): Amounts =>
  baseAmountMinor === undefined ? { amountMinor } : { amountMinor, baseAmountMinor }

const amountsOf = ({ amountMinor, baseAmountMinor }: Amounts): Amounts => sized(amountMinor, baseAmountMinor)

/** An amount with its share of the line's base-currency amount, where the line carries one. */
const scaled = (line: Amounts, amountMinor: bigint): Amounts =>
  sized(
    amountMinor,
    line.baseAmountMinor === undefined ? undefined : divideHalfUp(line.baseAmountMinor * amountMinor, line.amountMinor),
  )

/** What is left, to the cent in both currencies. */
const less = (whole: Amounts, part: Amounts): Amounts =>
  sized(
    whole.amountMinor - part.amountMinor,
    whole.baseAmountMinor === undefined ? undefined : whole.baseAmountMinor - (part.baseAmountMinor ?? 0n),
  )

const negated = ({ amountMinor, baseAmountMinor }: Amounts): Amounts =>
  sized(-amountMinor, baseAmountMinor === undefined ? undefined : -baseAmountMinor)

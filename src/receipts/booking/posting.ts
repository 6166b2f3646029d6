import type { BookDate } from '#src/kernel/book-date.ts'
import { minorDigits } from '#src/kernel/currency.ts'
import { type Decimal, ZERO } from '#src/kernel/decimal.ts'
import { formatMinor, toMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import {
  type AccountRole,
  type DraftEntry,
  type DraftLine,
  type ExchangeRate,
  rateOf,
  toBaseMinor,
} from '#src/ledger/index.ts'
import type { Receipt } from '../receipt.ts'
import { type CostPart, costParts } from './cost-parts.ts'

export interface PostingGround {
  readonly baseCurrency: string
  readonly roles: ReadonlyMap<AccountRole, string>
  /** Needed when the receipt is in another currency. */
  readonly rate: ExchangeRate | null
  readonly bookedOn: BookDate
}

const TEXT_MAX = 200

/**
 * The entry of a receipt: cost and input VAT on the left, the supplier on the right, a credit note mirrored. The VAT
 * is the document's own. A prepaid amount stands against the suspense account until its payment is booked there; what
 * the document rounds, and cents by which its own totals differ, go to the rounding account. Fails with
 * `receipt_unbalanced` when lines and VAT are further than one unit from what is to be paid.
 */
export function entryOf(receipt: Receipt, ground: PostingGround): DraftEntry {
  const currency = receipt.currency ?? ground.baseCurrency
  const sign = receipt.kind === 'creditNote' ? -1n : 1n
  const minor = (value: Decimal | null): bigint => sign * toMinor(value ?? ZERO, currency)
  const costs = costParts(receipt).map((part) => costLine(part, receipt, minor))
  const payable = minor(receipt.declared.payable)
  const prepaid = minor(receipt.declared.prepaid)
  const total = costs.reduce((all, line) => all + line.amountMinor + (line.vatAmountMinor ?? 0n), 0n)
  const rounding = payable + prepaid - total
  demandSmall(rounding, currency, total)
  const account = accountFinder(ground.roles)
  const others: DraftLine[] = [
    ...amountLine(account, 'rounding', rounding, 'Rounding'),
    ...amountLine(account, 'suspense', -prepaid, 'Prepaid'),
    ...payableLine(account, receipt, payable, ground),
  ]
  const foreign = currency !== ground.baseCurrency && ground.rate ? { rates: { [currency]: rateOf(ground.rate) } } : {}
  return {
    journal: 'purchases',
    bookedOn: ground.bookedOn,
    ...(receipt.taxPointOn ? { taxPointOn: receipt.taxPointOn } : {}),
    description: [receipt.supplier.name, receipt.number].filter(Boolean).join(' ').slice(0, TEXT_MAX) || 'Receipt',
    lines: [...costs, ...others].map((line) => ({ ...line, currency })),
    ...foreign,
    voucher: { kind: 'receipt', id: receipt.id, documentId: receipt.documentId },
  }
}

function costLine(part: CostPart, { supplier }: Receipt, minor: (value: Decimal) => bigint): DraftLine {
  const vat =
    part.vatCode === null ? {} : { vatCode: part.vatCode, vat: 'added' as const, vatAmountMinor: minor(part.vat) }
  return {
    account: part.account,
    amountMinor: minor(part.amount),
    ...vat,
    dimensions: part.dimensions,
    partyId: supplier.partyId,
    description: part.description?.slice(0, TEXT_MAX) ?? null,
  }
}

type AccountOf = (role: AccountRole) => string

const accountFinder =
  (roles: ReadonlyMap<AccountRole, string>): AccountOf =>
  (role) =>
    roles.get(role) ??
    fail('account_role_missing', `No account of the chart has the role ${role}; give it to one.`, { members: { role } })

const amountLine = (account: AccountOf, role: AccountRole, amountMinor: bigint, description: string): DraftLine[] =>
  amountMinor === 0n ? [] : [{ account: account(role), amountMinor, description }]

function payableLine(account: AccountOf, receipt: Receipt, payable: bigint, ground: PostingGround): DraftLine[] {
  if (payable === 0n) return []
  const { dueOn, paymentReference, number, supplier } = receipt
  const isForeign = receipt.currency !== ground.baseCurrency && ground.rate !== null
  const base = isForeign ? { baseAmountMinor: -payableInBase(payable, receipt, ground) } : {}
  return [
    {
      account: account('payables'),
      amountMinor: -payable,
      ...base,
      partyId: supplier.partyId,
      description: number,
      opensItem: { kind: 'payable', dueOn, paymentReference, documentNumber: number },
    },
  ]
}

/** What is owed is converted by itself, so that it is the figure a bank would show; cents of the split go to the costs. */
function payableInBase(payable: bigint, { currency }: Receipt, { rate, baseCurrency }: PostingGround): bigint {
  return rate === null ? payable : toBaseMinor(payable, currency ?? baseCurrency, rate, baseCurrency)
}

function demandSmall(rounding: bigint, currency: string, total: bigint): void {
  const unit = 10n ** BigInt(minorDigits(currency))
  if (rounding <= unit && -rounding <= unit) return
  const [sum, off] = [formatMinor(total, currency), formatMinor(rounding, currency)]
  fail(
    'receipt_unbalanced',
    `Lines and VAT add up to ${sum} ${currency}, ${off} less than what is to be paid; mend the lines.`,
    {
      errors: [{ pointer: '/lines', code: 'receipt_unbalanced', message: `${off} apart` }],
    },
  )
}

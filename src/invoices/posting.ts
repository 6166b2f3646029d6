import type { BookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import type { AccountRole, DraftEntry, DraftLine, OpenItem } from '#src/ledger/index.ts'
import type { InvoiceContent } from './invoice.ts'
import { type BaseAmounts, baseAmountsOf, type SoldBase } from './lines/base-amounts.ts'
import { type Sold, soldOf } from './lines/sold.ts'

export interface PostingGround {
  readonly invoiceId: string
  readonly content: InvoiceContent
  readonly number: string
  readonly paymentReference: string
  readonly issuedOn: BookDate
  readonly dueOn: BookDate
  readonly documentId: string
  readonly roles: ReadonlyMap<AccountRole, string>
  /** What is open of the invoice that a credit note takes back. */
  readonly credited?: OpenItem | undefined
}

const TEXT_MAX = 200

/**
 * The entry of an invoice: the customer on the left, income and output VAT on the right, a credit note mirrored. The
 * VAT of every line is its share of what the document's breakdown says. In a foreign currency every line has its amount
 * in both, and both add up to zero.
 */
export function entryOf(ground: PostingGround): DraftEntry {
  const { content, issuedOn, number, documentId, invoiceId } = ground
  const sign = content.kind === 'creditNote' ? -1n : 1n
  const settled = settledOf(ground)
  const base = baseAmountsOf(content, ground.credited, settled)
  const income = soldOf(content).flatMap((sold, place) =>
    sold.netMinor === 0n ? [] : [incomeLine(sold, content, -sign, base?.sold[place])],
  )
  return {
    journal: 'sales',
    bookedOn: issuedOn,
    ...(content.deliveredOn === null ? {} : { taxPointOn: content.deliveredOn }),
    description: `${content.customer.name} ${number}`.slice(0, TEXT_MAX),
    lines: [...receivableLines(ground, sign, settled, base), ...income].map((line) => ({
      ...line,
      currency: content.currency,
    })),
    voucher: { kind: 'invoice', id: invoiceId, documentId },
  }
}

const incomeLine = (line: Sold, { customer }: InvoiceContent, sign: bigint, base?: SoldBase): DraftLine => ({
  account: line.account,
  amountMinor: sign * line.netMinor,
  vatCode: line.vatCode,
  vat: 'added',
  vatAmountMinor: sign * line.vatMinor,
  ...(base && { baseAmountMinor: sign * base.netMinor, vatBaseAmountMinor: sign * base.vatMinor }),
  dimensions: line.dimensions,
  partyId: customer.partyId,
  description: line.description.slice(0, TEXT_MAX),
})

/** How much a credit note settles of what is left of the invoice that it takes back; minor units. */
function settledOf({ credited, content: { totals } }: PostingGround): bigint {
  const left = credited?.remainingMinor ?? 0n
  if (left <= 0n) return 0n
  return left < totals.grossMinor ? left : totals.grossMinor
}

/**
 * What the customer owes opens an item. A credit note settles what is left of the invoice that it takes back; what
 * goes beyond waits as an item of its own.
 */
function receivableLines(ground: PostingGround, sign: bigint, settled: bigint, base?: BaseAmounts): DraftLine[] {
  const { content, credited, number, paymentReference, dueOn, roles } = ground
  const account = credited?.account ?? roles.get('receivables') ?? missing()
  const line = (amountMinor: bigint, baseMinor: bigint | undefined): DraftLine => ({
    account,
    amountMinor: sign * amountMinor,
    ...(baseMinor === undefined ? {} : { baseAmountMinor: sign * baseMinor }),
    partyId: content.customer.partyId,
    description: number,
  })
  const settling: DraftLine[] =
    credited && settled > 0n
      ? [{ ...line(settled, base?.settledMinor), settles: { openItemId: credited.id, amountMinor: settled } }]
      : []
  const rest = content.totals.grossMinor - settled
  const opensItem = { kind: 'receivable' as const, dueOn, paymentReference, documentNumber: number }
  return rest === 0n ? settling : [...settling, { ...line(rest, base?.restMinor), opensItem }]
}

const missing = (): never =>
  fail('account_role_missing', 'No account of the chart has the role receivables; give it to one.', {
    members: { role: 'receivables' },
  })

import { dimensionsOfLines } from '#src/companies/index.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { type Currency, isCurrency, minorDigits } from '#src/kernel/currency.ts'
import { decimal, multiply, round } from '#src/kernel/decimal.ts'
import { parseMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import type { DraftEntry, DraftLine, OpensItem, VatTreatment } from '../journal-entry.ts'
import { MANUAL, type Posting } from './posting.ts'
import { resolveDraft } from './resolve-draft.ts'

const PPM_OF_PERCENT = 10_000n

/** A line as it comes over the wire: decimal text, one of debit and credit. */
export interface WrittenLine {
  readonly account: string
  readonly debit?: string | undefined
  readonly credit?: string | undefined
  readonly currency?: string | undefined
  /** Base currency, on the same side. */
  readonly baseAmount?: string | undefined
  readonly vatCode?: string | null | undefined
  readonly vatTreatment?: VatTreatment | undefined
  readonly vatAmount?: string | undefined
  readonly deductiblePercent?: string | undefined
  readonly dimensions?: Readonly<Record<string, string>> | undefined
  readonly partyId?: string | null | undefined
  readonly description?: string | null | undefined
  readonly opensItem?:
    | {
        readonly kind: 'receivable' | 'payable'
        readonly dueOn?: string | null | undefined
        readonly paymentReference?: string | null | undefined
        readonly documentNumber?: string | null | undefined
      }
    | undefined
  readonly settles?:
    | { readonly openItemId: string; readonly amount?: string | undefined; readonly currency?: string | undefined }
    | undefined
}

export interface WrittenEntry {
  readonly journal?: string | undefined
  readonly bookedOn: string
  readonly taxPointOn?: string | undefined
  readonly description: string
  readonly rates?: Readonly<Record<string, string>> | undefined
  readonly voucher?:
    | { kind: string; id?: string | null | undefined; documentId?: string | null | undefined }
    | undefined
  readonly lines: readonly WrittenLine[]
}

/** The written entry on its way into the books; its amounts are read once the base currency is known. */
export const writtenPosting = (written: WrittenEntry): Posting => ({
  journal: written.journal ?? 'general',
  bookedOn: bookDate(written.bookedOn),
  description: written.description,
  voucher: written.voucher
    ? { kind: written.voucher.kind, id: written.voucher.id ?? null, documentId: written.voucher.documentId ?? null }
    : MANUAL,
  reverses: null,
  accounts: written.lines.map(({ account }) => account),
  vatCodes: written.lines.flatMap(({ vatCode }) => (vatCode ? [vatCode] : [])),
  openItemIds: written.lines.flatMap(({ settles }) => (settles ? [settles.openItemId] : [])),
  dimensions: dimensionsOfLines(written.lines),
  resolve: (facts) => resolveDraft(readWritten(written, facts.baseCurrency), facts),
})

/** Decimal text as minor units; a wrong number of decimals is refused with a pointer, never rounded. */
export function readWritten(written: WrittenEntry, baseCurrency: Currency): DraftEntry {
  const rates = Object.entries(written.rates ?? {}).map(([currency, rate]) => [currency, decimal(rate)] as const)
  return {
    bookedOn: bookDate(written.bookedOn),
    description: written.description,
    lines: written.lines.map((line, index) => readLine(line, `/lines/${index}`, baseCurrency)),
    ...(written.taxPointOn ? { taxPointOn: bookDate(written.taxPointOn) } : {}),
    ...(rates.length > 0 ? { rates: Object.fromEntries(rates) } : {}),
  }
}

function readLine(line: WrittenLine, pointer: string, baseCurrency: Currency): DraftLine {
  const currency = line.currency ?? baseCurrency
  const debit = readAmount(line.debit ?? '0', currency, `${pointer}/debit`)
  const credit = readAmount(line.credit ?? '0', currency, `${pointer}/credit`)
  if (debit < 0n || credit < 0n || (debit !== 0n && credit !== 0n)) {
    refuse(`${pointer}/debit`, 'A line has either a debit or a credit amount, and neither is negative.')
  }
  const side = credit === 0n ? 1n : -1n
  const signed = (text: string, member: string, of: Currency) => side * readAmount(text, of, `${pointer}/${member}`)
  const { baseAmount, vatAmount, deductiblePercent, settles } = line
  return {
    account: line.account,
    amountMinor: debit - credit,
    currency,
    vatCode: line.vatCode ?? null,
    partyId: line.partyId ?? null,
    description: line.description ?? null,
    ...(baseAmount ? { baseAmountMinor: signed(baseAmount, 'baseAmount', baseCurrency) } : {}),
    ...(line.vatTreatment ? { vat: line.vatTreatment } : {}),
    ...(vatAmount ? { vatAmountMinor: signed(vatAmount, 'vatAmount', currency) } : {}),
    ...(deductiblePercent ? { deductiblePpm: readPercent(deductiblePercent, `${pointer}/deductiblePercent`) } : {}),
    ...(line.dimensions ? { dimensions: line.dimensions } : {}),
    ...(line.opensItem ? { opensItem: readOpensItem(line.opensItem) } : {}),
    ...(settles ? { settles: readSettles(settles, currency, `${pointer}/settles/amount`) } : {}),
  }
}

const readOpensItem = (item: NonNullable<WrittenLine['opensItem']>): OpensItem => ({
  kind: item.kind,
  dueOn: item.dueOn ? bookDate(item.dueOn) : null,
  paymentReference: item.paymentReference ?? null,
  documentNumber: item.documentNumber ?? null,
})

/** The amount is in the item's currency, which is the line's unless the writer names another. */
function readSettles(settles: NonNullable<WrittenLine['settles']>, lineCurrency: Currency, pointer: string) {
  const { openItemId, amount, currency = lineCurrency } = settles
  return amount ? { openItemId, amountMinor: readAmount(amount, currency, pointer) } : { openItemId }
}

function readAmount(text: string, currency: Currency, pointer: string): bigint {
  const amount = isCurrency(currency) ? parseMinor(text, currency) : undefined
  return amount ?? refuse(pointer, `${text} is no amount in ${currency}, which has ${minorDigits(currency)} decimals.`)
}

function readPercent(text: string, pointer: string): number {
  const share = round(multiply(decimal(text), { units: PPM_OF_PERCENT, scale: 0 }), 0).units
  if (share < 0n || share > 1_000_000n) {
    return refuse(pointer, 'The deductible share is a percentage from 0 to 100.')
  }
  return Number(share)
}

function refuse(pointer: string, message: string): never {
  return fail('journal_entry_invalid', message, { errors: [{ pointer, code: 'journal_entry_invalid', message }] })
}

import { addDays, type BookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Party } from '#src/parties/index.ts'
import { type Invoice, TERMS_DAYS } from './invoice.ts'
import type { Seller } from './seller/seller.ts'

/** The day of issue is today, and it is due by the customer's terms, unless the draft says otherwise. */
export function datesOf(
  draft: Pick<Invoice, 'issuedOn' | 'dueOn'>,
  { paymentTermsDays }: Pick<Party, 'paymentTermsDays'>,
  today: BookDate,
  isCredit = false,
): { issuedOn: BookDate; dueOn: BookDate } {
  const issuedOn = draft.issuedOn ?? today
  return { issuedOn, dueOn: draft.dueOn ?? addDays(issuedOn, isCredit ? 0 : (paymentTermsDays ?? TERMS_DAYS)) }
}

export function demandAmount({ totals }: Pick<Invoice, 'totals'>): void {
  if (totals.grossMinor > 0n) return
  fail(
    'invoice_amount_invalid',
    'The lines add up to nothing to pay; an invoice takes money, a credit note gives it back.',
    {
      errors: [{ pointer: '/lines', code: 'invoice_amount_invalid', message: 'must add up to more than zero' }],
    },
  )
}

/** Merverdiavgiftsloven § 15-11: who is not registered states no VAT. */
export function demandRegistered({ lines }: Pick<Invoice, 'lines'>, { isVatRegistered }: Seller): void {
  const place = lines.findIndex(({ vatCategory }) => vatCategory === 'S')
  if (isVatRegistered || place < 0) return
  const message = 'The company is not in the VAT register and may not charge VAT; use a code outside VAT.'
  fail('invoice_vat_unregistered', message, {
    errors: [{ pointer: `/lines/${place}/vatCode`, code: 'invoice_vat_unregistered', message }],
  })
}

export function demandDue(issuedOn: BookDate, dueOn: BookDate): void {
  if (dueOn >= issuedOn) return
  const message = `The invoice would be due on ${dueOn}, before it is issued on ${issuedOn}.`
  fail('invoice_incomplete', message, { errors: [{ pointer: '/dueOn', code: 'invoice_incomplete', message }] })
}

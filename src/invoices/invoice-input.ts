import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import type { z } from '#src/platform/http/contract.ts'
import { invalidRequest } from '#src/platform/http/problem-answer.ts'
import type { ChangeInvoice } from './change-invoice.ts'
import type { CreditInvoice } from './credit-invoice.ts'
import type { WrittenInvoice } from './draft-content.ts'
import { type CreditBody, InvoiceBody, type InvoiceChange } from './invoice.schema.contract.ts'
import type { Adjustment } from './lines/adjustment.ts'
import type { WrittenAdjustment } from './lines/code-adjustments.ts'
import type { WrittenLine } from './lines/code-lines.ts'
import type { TermPeriod } from './terms/terms.ts'

type Body = z.output<typeof InvoiceBody>
type Change = z.output<typeof InvoiceChange>

const date = (text: string | null | undefined) => (text ? bookDate(text) : (text as null | undefined))

type Days = { readonly from?: string | undefined; readonly to?: string | undefined }
const periodOf = (period: Days | null | undefined): TermPeriod | null | undefined =>
  period && { from: date(period.from) ?? undefined, to: date(period.to) ?? undefined }

type Facts = NonNullable<Body['lines'][number]['adjustments']>[number]
const adjustmentOf = ({ kind, amount, percent, reason, reasonCode }: Facts): Adjustment => ({
  kind,
  amount: amount ? decimal(amount) : null,
  percent: percent ? decimal(percent) : null,
  reason: reason ?? null,
  reasonCode: reasonCode ?? null,
})

type Whole = NonNullable<Body['adjustments']>[number]
const wholeOf = (one: Whole): WrittenAdjustment => {
  const { vatCode, account, dimensions, ...facts } = one
  return { ...adjustmentOf(facts), vatCode, account, dimensions }
}

const lineOf = ({
  quantity,
  unitPrice,
  discountPercent,
  period,
  adjustments,
  ...rest
}: Body['lines'][number]): WrittenLine => ({
  ...rest,
  period: periodOf(period),
  adjustments: adjustments?.map(adjustmentOf),
  quantity: decimal(quantity),
  unitPrice: decimal(unitPrice),
  discountPercent: discountPercent ? decimal(discountPercent) : null,
})

type Dated = Pick<Change, 'issuedOn' | 'dueOn' | 'deliveredOn' | 'period' | 'precedingInvoices'>

const datesOf = ({ issuedOn, dueOn, deliveredOn, period, precedingInvoices }: Dated) => ({
  period: periodOf(period),
  precedingInvoices: precedingInvoices?.map((one) => ({ ...one, issuedOn: date(one.issuedOn) ?? undefined })),
  issuedOn: date(issuedOn),
  dueOn: date(dueOn),
  deliveredOn: date(deliveredOn),
})

export const writtenOf = (body: Body): WrittenInvoice => ({
  ...body,
  ...datesOf(body),
  lines: body.lines.map(lineOf),
  adjustments: body.adjustments?.map(wholeOf),
})

/** A body that did not come through the API, such as a form's. Fails with `request_invalid`, which names the fields. */
export function readInvoiceForm(body: unknown): WrittenInvoice {
  const parsed = InvoiceBody.safeParse(body)
  if (!parsed.success) throw invalidRequest(parsed.error, 'body')
  return writtenOf(parsed.data)
}

export const changeOf = ({ lines, adjustments, ...body }: Change): Omit<ChangeInvoice, 'invoiceId'> => ({
  ...body,
  ...datesOf(body),
  ...(lines ? { lines: lines.map(lineOf) } : {}),
  ...(adjustments ? { adjustments: adjustments.map(wholeOf) } : {}),
})

export const creditOf = ({
  lines,
  issuedOn,
  reason,
}: z.output<typeof CreditBody>): Omit<CreditInvoice, 'invoiceId'> => ({
  reason,
  issuedOn: issuedOn === undefined ? undefined : bookDate(issuedOn),
  lines: lines?.map(({ lineNumber, quantity }) => ({
    lineNumber,
    quantity: quantity === undefined ? undefined : decimal(quantity),
  })),
})

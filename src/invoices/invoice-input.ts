import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import type { z } from '#src/platform/http/contract.ts'
import { invalidRequest } from '#src/platform/http/problem-answer.ts'
import type { ChangeInvoice } from './change-invoice.ts'
import type { WrittenLine } from './code-lines.ts'
import type { CreditInvoice } from './credit-invoice.ts'
import type { WrittenInvoice } from './draft-content.ts'
import { type CreditBody, InvoiceBody, type InvoiceChange } from './invoice.schema.contract.ts'

type Body = z.output<typeof InvoiceBody>
type Change = z.output<typeof InvoiceChange>

const date = (text: string | null | undefined) => (text ? bookDate(text) : (text as null | undefined))

const lineOf = ({ quantity, unitPrice, discountPercent, ...rest }: Body['lines'][number]): WrittenLine => ({
  ...rest,
  quantity: decimal(quantity),
  unitPrice: decimal(unitPrice),
  discountPercent: discountPercent ? decimal(discountPercent) : null,
})

const datesOf = ({ issuedOn, dueOn, deliveredOn }: Pick<Change, 'issuedOn' | 'dueOn' | 'deliveredOn'>) => ({
  issuedOn: date(issuedOn),
  dueOn: date(dueOn),
  deliveredOn: date(deliveredOn),
})

export const writtenOf = (body: Body): WrittenInvoice => ({ ...body, ...datesOf(body), lines: body.lines.map(lineOf) })

/** A body that did not come through the API, such as a form's. Fails with `request_invalid`, which names the fields. */
export function readInvoiceForm(body: unknown): WrittenInvoice {
  const parsed = InvoiceBody.safeParse(body)
  if (!parsed.success) throw invalidRequest(parsed.error, 'body')
  return writtenOf(parsed.data)
}

export const changeOf = ({ lines, ...body }: Change): Omit<ChangeInvoice, 'invoiceId'> => ({
  ...body,
  ...datesOf(body),
  ...(lines ? { lines: lines.map(lineOf) } : {}),
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

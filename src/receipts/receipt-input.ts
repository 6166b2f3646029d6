import { bookDate } from '#src/kernel/book-date.ts'
import { type Decimal, decimal } from '#src/kernel/decimal.ts'
import type { z } from '#src/platform/http/contract.ts'
import { invalidRequest } from '#src/platform/http/problem-answer.ts'
import type { ManualReceipt } from './arrival/manual-receipt.ts'
import type { ChangeReceipt } from './change-receipt.ts'
import { type createReceiptOp, updateReceiptOp } from './receipt.contract.ts'

type Body<Op extends { body?: z.ZodType }> = z.output<NonNullable<Op['body']>>

const number = (text: string | undefined): Decimal | undefined => (text === undefined ? undefined : decimal(text))
const date = (text: string | undefined) => (text === undefined ? undefined : bookDate(text))

type WireLine = NonNullable<Body<typeof updateReceiptOp>['lines']>[number]

const lineOf = ({ quantity, unitPrice, net, vatRate, ...rest }: Omit<WireLine, 'lineNumber'>) => ({
  ...rest,
  quantity: number(quantity),
  unitPrice: number(unitPrice),
  net: number(net),
  vatRate: number(vatRate),
})

type WireTotals = NonNullable<Body<typeof createReceiptOp>['declared']>

const totalsOf = (declared: WireTotals | undefined) =>
  declared && {
    net: number(declared.net),
    vat: number(declared.vat),
    gross: number(declared.gross),
    payable: number(declared.payable),
  }

export const manualReceiptOf = ({
  declared,
  lines,
  issuedOn,
  dueOn,
  ...rest
}: Body<typeof createReceiptOp>): ManualReceipt => ({
  ...rest,
  issuedOn: date(issuedOn),
  dueOn: date(dueOn),
  declared: totalsOf(declared),
  lines: lines.map(lineOf),
})

export const changeOf = ({
  declared,
  lines,
  issuedOn,
  dueOn,
  ...rest
}: Body<typeof updateReceiptOp>): Omit<ChangeReceipt, 'receiptId'> => ({
  ...rest,
  issuedOn: date(issuedOn),
  dueOn: dueOn === null ? null : date(dueOn),
  declared: totalsOf(declared),
  lines: lines?.map(({ lineNumber, ...line }) => ({ lineNumber, ...lineOf(line) })),
})

/** A body that did not come through the API, such as a form's. Fails with `request_invalid`, which names the fields. */
export function readReceiptForm(body: unknown): Omit<ChangeReceipt, 'receiptId'> {
  const parsed = updateReceiptOp.body?.safeParse(body)
  if (!parsed?.success) throw parsed ? invalidRequest(parsed.error, 'body') : new Error('no body schema')
  return changeOf(parsed.data)
}

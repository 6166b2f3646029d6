import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  InstantText,
  operation,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Reports'

const RowSchema = z
  .object({
    account: z.string().openapi({ example: '6800' }),
    name: z.string().openapi({ example: 'Kontorrekvisita' }),
    type: z.enum(['asset', 'liability', 'equity', 'income', 'expense']),
    opening: DecimalText.openapi({ description: 'Signed, debit positive: before `from`' }),
    debit: DecimalText,
    credit: DecimalText.openapi({ example: '0.00' }),
    closing: DecimalText.openapi({ description: 'Signed, debit positive' }),
  })
  .openapi('TrialBalanceRow')

export const TrialBalanceSchema = z
  .object({
    from: DateText.nullable(),
    to: DateText.nullable(),
    asOf: InstantText.nullable().openapi({ description: 'The books as they had been recorded by then' }),
    currency: CurrencyCode,
    rows: z.array(RowSchema).openapi({ description: 'Accounts that moved or stand at something' }),
    total: z.object({ opening: DecimalText, debit: DecimalText, credit: DecimalText, closing: DecimalText }),
    isBalanced: z.boolean().openapi({ description: 'Debit equals credit, and all balances add up to zero' }),
  })
  .openapi('TrialBalance')

export const getTrialBalanceOp = operation({
  id: 'getTrialBalance',
  method: 'get',
  path: '/v1/companies/{companyId}/reports/trial-balance',
  tag,
  scope: 'reports:read',
  summary: 'Trial balance',
  description: 'Every figure drills down by GET ledger-lines with the same account and dates.',
  params: companyParams,
  query: z.object({
    from: DateText.optional().openapi({ description: 'First booking date' }),
    to: DateText.optional().openapi({ description: 'Last booking date' }),
    asOf: z
      .union([DateText, z.iso.datetime({ offset: true })])
      .optional()
      .openapi({
        type: 'string',
        example: '2026-11-30',
        description: 'A date: booked up to that day. An instant: as recorded by then',
      }),
    dimension: z
      .string()
      .regex(/^[^:,]+:[^:,]+(,[^:,]+:[^:,]+)*$/)
      .optional()
      .openapi({ example: 'project:P-104', description: 'Dimension and value; several separated by commas' }),
  }),
  answer: { status: 200, schema: TrialBalanceSchema },
  problems: ['books_missing'],
})

import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'
import { ACCOUNT_TYPES } from '../chart/account.ts'
import { AccountNumber, JournalLineSchema, VatCodeName } from '../posting/journal-entry.contract.ts'

const tag = 'Ledger'

/** A date cuts by booking date; an instant shows the books as they were recorded then. */
export const AsOf = z.union([DateText, z.iso.datetime({ offset: true })]).openapi({
  type: 'string',
  example: '2026-11-30',
  description: 'A date: booked up to that day. An instant: the books as they had been recorded by then',
})

/** `project:P-104`, several separated by commas. */
export const DimensionFilter = z
  .string()
  .regex(/^[^:,]+:[^:,]+(,[^:,]+:[^:,]+)*$/)
  .openapi({ example: 'project:P-104', description: 'Dimension and value; several separated by commas' })

export const balanceQuery = z.object({
  from: DateText.optional().openapi({ description: 'First booking date' }),
  to: DateText.optional().openapi({ description: 'Last booking date' }),
  asOf: AsOf.optional(),
  dimension: DimensionFilter.optional(),
})

export const AccountBalanceSchema = z
  .object({
    account: AccountNumber,
    name: z.string().openapi({ example: 'Office supplies' }),
    type: z.enum(ACCOUNT_TYPES),
    opening: DecimalText.openapi({ description: 'Signed, debit positive: before `from`' }),
    debit: DecimalText,
    credit: DecimalText.openapi({ example: '0.00' }),
    closing: DecimalText.openapi({ description: 'Signed, debit positive' }),
  })
  .openapi('AccountBalance')

export const listBalancesOp = operation({
  id: 'listBalances',
  method: 'get',
  path: '/v1/companies/{companyId}/balances',
  tag,
  scope: 'ledger:read',
  summary: 'Balances by account for a span of dates',
  params: companyParams,
  query: balanceQuery.extend({
    account: z.string().max(1000).optional().openapi({ example: '1500,2400', description: 'Account numbers' }),
  }),
  answer: {
    status: 200,
    schema: z.object({ baseCurrency: CurrencyCode, data: z.array(AccountBalanceSchema) }).openapi('Balances'),
  },
  problems: ['books_missing'],
})

export const LedgerLineSchema = JournalLineSchema.omit({ openItemId: true })
  .extend({
    journalEntryId: idSchema('journalEntry'),
    lineNumber: z.int().openapi({ example: 1 }),
    series: z.string().openapi({ example: 'general' }),
    number: z.int().openapi({ example: 42 }),
    bookedOn: DateText,
    entryDescription: z.string().openapi({ example: 'Office supplies' }),
    voucher: z.object({ kind: z.string(), id: z.string().nullable(), documentId: z.string().nullable() }),
  })
  .openapi('LedgerLine')

export const listLedgerLinesOp = operation({
  id: 'listLedgerLines',
  method: 'get',
  path: '/v1/companies/{companyId}/ledger-lines',
  tag,
  scope: 'ledger:read',
  summary: 'List the lines behind a figure, in booking order',
  params: companyParams,
  query: listQuery.extend({
    account: AccountNumber.optional(),
    period: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .openapi({ example: '2026-11' }),
    from: DateText.optional(),
    to: DateText.optional(),
    dimension: DimensionFilter.optional(),
    partyId: idSchema('party').optional(),
    vatCode: VatCodeName.optional(),
    voucherId: z.string().max(60).optional(),
    journalEntryId: idSchema('journalEntry').optional(),
  }),
  answer: { status: 200, schema: pageOf(LedgerLineSchema) },
})

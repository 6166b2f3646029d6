import { DIMENSION_PROBLEMS } from '#src/companies/dimension.contract.ts'
import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Ledger'
const PROBLEMS = [
  'journal_entry_unbalanced',
  'journal_entry_too_short',
  'journal_entry_invalid',
  'account_unknown',
  ...DIMENSION_PROBLEMS,
  'party_unknown',
  'vat_code_unknown',
  'vat_rate_unknown',
  'journal_unknown',
  'period_closed',
  'period_locked',
  'period_missing',
  'open_item_unknown',
  'open_item_differs',
  'open_item_overallocated',
  'open_item_settled',
  'series_broken',
  'books_missing',
]

export const AccountNumber = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/)
  .openapi({ example: '6800', description: 'Number of an account of the chart' })
export const VatCodeName = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,19}$/)
  .openapi({ example: '1', description: 'VAT code; in Norway the SAF-T standard code' })
export const DimensionsSchema = z
  .record(z.string().max(50), z.string().max(100))
  .openapi({ example: { project: 'P-104' }, description: 'Values of dimensions by dimension code' })
const PartyId = idSchema('party').nullable()
const LineText = z.string().max(500).nullable().openapi({ example: 'Copy paper' })
const JournalCode = z.string().max(20).openapi({ example: 'general', description: 'Journal; see GET journals' })

const VoucherSchema = z
  .object({
    kind: z.string().max(50).openapi({ example: 'receipt' }),
    id: z.string().max(60).nullable().openapi({ example: 'rec_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
    documentId: z.string().max(60).nullable().openapi({ example: 'doc_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
  })
  .openapi('Voucher', { description: 'The document behind an entry' })

export const JournalLineSchema = z
  .object({
    account: AccountNumber,
    debit: DecimalText.openapi({ description: 'Amount in the currency of the line; 0.00 on a credit line' }),
    credit: DecimalText.openapi({ example: '0.00', description: 'Amount in the currency of the line' }),
    currency: CurrencyCode,
    baseAmount: DecimalText.openapi({ description: 'The same in the base currency of the books, on the same side' }),
    vatCode: VatCodeName.nullable(),
    vatBase: DecimalText.nullable().openapi({
      description: 'On a VAT line: the signed base, in the base currency, that the VAT was computed from',
    }),
    dimensions: DimensionsSchema,
    partyId: PartyId,
    description: LineText,
    openItemId: idSchema('openItem').nullable().openapi({ description: 'Open item that the line opened' }),
  })
  .openapi('JournalLine')

export const JournalEntrySchema = z
  .object({
    id: idSchema('journalEntry'),
    journal: JournalCode,
    series: z.string().openapi({ example: 'general', description: 'Code of the series that the number belongs to' }),
    fiscalYear: z.string().openapi({ example: '2026' }),
    number: z.int().openapi({ example: 42, description: 'Gapless inside series and fiscal year' }),
    bookedOn: DateText,
    period: z.string().openapi({ example: '2026-11' }),
    description: z.string().openapi({ example: 'Office supplies' }),
    baseCurrency: CurrencyCode,
    lines: z.array(JournalLineSchema),
    voucher: VoucherSchema,
    reverses: idSchema('journalEntry').nullable(),
    reversedBy: idSchema('journalEntry').nullable(),
    previousHash: z.string().openapi({ description: 'Hash of the entry before in the series, hex' }),
    hash: z.string().openapi({ description: 'SHA-256 over the hash before and this entry, hex; see GET series proof' }),
    recordedAt: InstantText,
  })
  .openapi('JournalEntry')

const DraftLineSchema = z
  .object({
    account: AccountNumber,
    debit: DecimalText.optional(),
    credit: DecimalText.optional(),
    currency: CurrencyCode.optional(),
    baseAmount: DecimalText.optional().openapi({
      description: 'The same in the base currency, on the same side; or give the entry the rate of the currency',
    }),
    vatCode: VatCodeName.nullable().optional(),
    vatTreatment: z.enum(['added', 'included']).optional().openapi({
      description:
        'added: the amount is net and VAT lines are added; included: it is gross and is split; left out: the VAT code is a mark only',
    }),
    vatAmount: DecimalText.optional().openapi({
      description: 'VAT as the document states it, in place of the computed',
    }),
    deductiblePercent: DecimalText.optional().openapi({ example: '50', description: 'Share of the VAT to deduct' }),
    dimensions: DimensionsSchema.optional(),
    partyId: PartyId.optional(),
    description: LineText.optional(),
    opensItem: z
      .object({
        kind: z.enum(['receivable', 'payable']),
        dueOn: DateText.nullable().optional(),
        paymentReference: z.string().max(100).nullable().optional().openapi({ example: '2345676' }),
        documentNumber: z.string().max(100).nullable().optional().openapi({ example: 'F-1042' }),
      })
      .optional()
      .openapi({ description: 'The line opens a receivable or payable that payments settle' }),
    settles: z
      .object({
        openItemId: idSchema('openItem'),
        amount: DecimalText.optional().openapi({
          description: 'In the currency of the item; the whole line if left out',
        }),
        currency: CurrencyCode.optional().openapi({ description: 'Currency of the item where the line has another' }),
      })
      .optional()
      .openapi({ description: 'The line settles an open item' }),
  })
  .openapi('JournalLineDraft')

export const JournalEntryDraftSchema = z
  .object({
    journal: JournalCode.optional(),
    bookedOn: DateText,
    taxPointOn: DateText.optional().openapi({ description: 'Date that decides the VAT rate; bookedOn if left out' }),
    description: z.string().trim().min(1).max(500).openapi({ example: 'Office supplies' }),
    rates: z
      .record(CurrencyCode, DecimalText)
      .optional()
      .openapi({
        example: { EUR: '11.4235' },
        description: 'Units of the base currency for one unit of a foreign currency',
      }),
    voucher: VoucherSchema.partial({ id: true, documentId: true }).optional(),
    lines: z.array(DraftLineSchema).min(1).max(500),
  })
  .openapi('JournalEntryDraft')

const entryParams = companyParams.extend({ journalEntryId: idSchema('journalEntry') })

export const postJournalEntryOp = operation({
  id: 'postJournalEntry',
  method: 'post',
  path: '/v1/companies/{companyId}/journal-entries',
  tag,
  scope: 'ledger:post',
  summary: 'Post a journal entry',
  description: 'The number comes from the series of the journal; what is posted is final and corrected by a reversal.',
  params: companyParams,
  body: JournalEntryDraftSchema,
  answer: { status: 201, schema: JournalEntrySchema },
  problems: PROBLEMS,
})

export const postJournalEntriesOp = operation({
  id: 'postJournalEntries',
  method: 'post',
  path: '/v1/companies/{companyId}/journal-entries:batch',
  tag,
  scope: 'ledger:post',
  summary: 'Post many journal entries, all or none, in the order given',
  params: companyParams,
  body: z.object({ entries: z.array(JournalEntryDraftSchema).min(1).max(1000) }),
  answer: {
    status: 201,
    schema: z
      .object({
        data: z.array(
          JournalEntrySchema.pick({
            id: true,
            series: true,
            fiscalYear: true,
            number: true,
            bookedOn: true,
            hash: true,
          }),
        ),
      })
      .openapi('PostedEntries'),
  },
  problems: PROBLEMS,
})

export const listJournalEntriesOp = operation({
  id: 'listJournalEntries',
  method: 'get',
  path: '/v1/companies/{companyId}/journal-entries',
  tag,
  scope: 'ledger:read',
  summary: 'List journal entries, the newest first; with updatedSince the oldest first',
  params: companyParams,
  query: listQuery.extend({
    journal: JournalCode.optional(),
    series: z.string().max(60).optional().openapi({ description: 'Id of a series' }),
    fiscalYear: z.string().max(10).optional(),
    from: DateText.optional(),
    to: DateText.optional(),
    voucherId: z.string().max(60).optional(),
    account: AccountNumber.optional(),
    partyId: idSchema('party').optional(),
    updatedSince: z.iso.datetime({ offset: true }).optional(),
  }),
  answer: { status: 200, schema: pageOf(JournalEntrySchema) },
})

export const getJournalEntryOp = operation({
  id: 'getJournalEntry',
  method: 'get',
  path: '/v1/companies/{companyId}/journal-entries/{journalEntryId}',
  tag,
  scope: 'ledger:read',
  summary: 'Read a journal entry',
  params: entryParams,
  answer: { status: 200, schema: JournalEntrySchema },
})

export const reverseJournalEntryOp = operation({
  id: 'reverseJournalEntry',
  method: 'post',
  path: '/v1/companies/{companyId}/journal-entries/{journalEntryId}/reversals',
  tag,
  scope: 'ledger:post',
  summary: 'Reverse a journal entry by one that mirrors it',
  params: entryParams,
  body: z.object({
    reason: z.string().trim().min(1).max(300).openapi({ example: 'Booked on the wrong account' }),
    bookedOn: DateText.optional().openapi({
      description: "The entry's own date while its period is open, else today, if left out",
    }),
  }),
  answer: { status: 201, schema: JournalEntrySchema },
  problems: [
    'journal_entry_reversed',
    'open_item_settled',
    'account_unknown',
    'period_closed',
    'period_locked',
    'period_missing',
  ],
})

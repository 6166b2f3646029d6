import { companyParams, InstantText, idSchema, operation, pageOf, z } from '#src/platform/http/contract.ts'

const tag = 'Ledger'
const Code = z
  .string()
  .regex(/^[a-zA-Z][0-9a-zA-Z-]{0,19}$/)
  .openapi({ example: 'general' })
const Name = z.string().trim().min(1).max(200).openapi({ example: 'General' })
const HashText = z.string().openapi({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })

export const SeriesSchema = z
  .object({ id: idSchema('series'), code: Code, name: Name, createdAt: InstantText })
  .openapi('Series')

export const JournalSchema = z
  .object({ code: Code, name: Name, seriesId: idSchema('series'), series: Code, createdAt: InstantText })
  .openapi('Journal')

const YearProofSchema = z
  .object({
    fiscalYear: z.string().openapi({ example: '2026' }),
    entries: z.int().openapi({ example: 1042 }),
    lastNumber: z.int().openapi({ example: 1042 }),
    chainStart: HashText.openapi({
      description: 'SHA-256 of "bilag-1 {companyId} {seriesId} {fiscalYear}": what the first entry is chained to',
    }),
    headHash: HashText.openapi({ description: 'What the series holds as its last hash' }),
    computedHash: HashText.openapi({ description: 'What the entries give when everything is computed again' }),
    isIntact: z.boolean(),
    firstBroken: z.object({ number: z.int(), reason: z.string() }).nullable().openapi({ example: null }),
  })
  .openapi('YearProof')

const ChainLinkSchema = z
  .object({
    number: z.int(),
    journalEntryId: idSchema('journalEntry'),
    previousHash: HashText,
    canonical: z
      .string()
      .openapi({ description: 'The text of the entry that was hashed: a JSON array of fixed order' }),
    hash: HashText,
  })
  .openapi('ChainLink')

export const SeriesProofSchema = z
  .object({
    seriesId: idSchema('series'),
    series: Code,
    algorithm: z.string().openapi({ example: 'hash = SHA-256(previous hash as 32 bytes, canonical text as UTF-8)' }),
    isIntact: z.boolean(),
    fiscalYears: z.array(YearProofSchema),
    entries: pageOf(ChainLinkSchema).optional().openapi({ description: 'With entries=true and a fiscal year' }),
  })
  .openapi('SeriesProof')

export const listSeriesOp = operation({
  id: 'listSeries',
  method: 'get',
  path: '/v1/companies/{companyId}/series',
  tag,
  scope: 'ledger:read',
  summary: 'List the number series',
  params: companyParams,
  answer: { status: 200, schema: pageOf(SeriesSchema) },
})

export const createSeriesOp = operation({
  id: 'createSeries',
  method: 'post',
  path: '/v1/companies/{companyId}/series',
  tag,
  scope: 'ledger:write',
  summary: 'Add a number series',
  params: companyParams,
  body: z.object({ code: Code, name: Name }),
  answer: { status: 201, schema: SeriesSchema },
  problems: ['series_taken'],
})

export const proveSeriesOp = operation({
  id: 'proveSeries',
  method: 'get',
  path: '/v1/companies/{companyId}/series/{seriesId}/proof',
  tag,
  scope: 'ledger:read',
  summary: 'Prove that nothing in a series was changed, left out or put in between',
  description:
    'Every hash is computed again from the books. With entries=true the hashed texts come along, page by page.',
  params: companyParams.extend({ seriesId: idSchema('series') }),
  query: z.object({
    fiscalYear: z.string().max(10).optional(),
    entries: z.enum(['true', 'false']).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(100).optional(),
  }),
  answer: { status: 200, schema: SeriesProofSchema },
})

export const listJournalsOp = operation({
  id: 'listJournals',
  method: 'get',
  path: '/v1/companies/{companyId}/journals',
  tag,
  scope: 'ledger:read',
  summary: 'List the journals and the series that they number in',
  params: companyParams,
  answer: { status: 200, schema: pageOf(JournalSchema) },
})

export const createJournalOp = operation({
  id: 'createJournal',
  method: 'post',
  path: '/v1/companies/{companyId}/journals',
  tag,
  scope: 'ledger:write',
  summary: 'Add a journal, with a series of its own unless one is named',
  params: companyParams,
  body: z.object({ code: Code, name: Name, seriesId: idSchema('series').optional() }),
  answer: { status: 201, schema: JournalSchema },
  problems: ['series_taken'],
})

import { companyParams, DateText, InstantText, operation, pageOf, z } from '#src/platform/http/contract.ts'
import { PERIOD_STATUSES } from './period.ts'

const tag = 'Ledger'
const PeriodName = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .openapi({ example: '2026-11', description: 'The month' })
const FiscalYearName = z.string().max(10).openapi({ example: '2026' })

export const PeriodSchema = z
  .object({
    id: PeriodName,
    fiscalYear: FiscalYearName,
    startsOn: DateText,
    endsOn: DateText,
    status: z.enum(PERIOD_STATUSES).openapi({
      description: 'open takes bookings; closed can be reopened; locked is for good',
    }),
    changedBy: z.string().nullable().openapi({ example: 'Kari Nordmann', description: 'Who moved it last' }),
    reason: z.string().nullable().openapi({ example: 'VAT return sent' }),
    version: z.int().openapi({ example: 1 }),
    updatedAt: InstantText,
  })
  .openapi('Period')

export const FiscalYearSchema = z
  .object({ id: FiscalYearName, startsOn: DateText, endsOn: DateText, createdAt: InstantText })
  .openapi('FiscalYear')

export const listFiscalYearsOp = operation({
  id: 'listFiscalYears',
  method: 'get',
  path: '/v1/companies/{companyId}/fiscal-years',
  tag,
  scope: 'ledger:read',
  summary: 'List the fiscal years, the latest first',
  params: companyParams,
  answer: { status: 200, schema: pageOf(FiscalYearSchema) },
})

export const createFiscalYearOp = operation({
  id: 'createFiscalYear',
  method: 'post',
  path: '/v1/companies/{companyId}/fiscal-years',
  tag,
  scope: 'ledger:close',
  summary: 'Add the fiscal year that a date lies in',
  description: 'Fiscal years from ten years back to the next one are added by the first posting in them.',
  params: companyParams,
  body: z.object({ startsOn: DateText }),
  answer: { status: 201, schema: FiscalYearSchema },
  problems: ['fiscal_year_taken', 'books_missing'],
})

export const listPeriodsOp = operation({
  id: 'listPeriods',
  method: 'get',
  path: '/v1/companies/{companyId}/periods',
  tag,
  scope: 'ledger:read',
  summary: 'List the periods by date',
  params: companyParams,
  query: z.object({ fiscalYear: FiscalYearName.optional(), status: z.enum(PERIOD_STATUSES).optional() }),
  answer: { status: 200, schema: pageOf(PeriodSchema) },
})

const moveOp = (id: string, act: string, summary: string) =>
  operation({
    id,
    method: 'post',
    path: `/v1/companies/{companyId}/periods/{period}/${act}`,
    tag,
    scope: 'ledger:close',
    summary,
    params: companyParams.extend({ period: PeriodName }),
    body: z.object({ reason: z.string().trim().min(1).max(300).openapi({ example: 'VAT return sent' }) }),
    answer: { status: 200, schema: PeriodSchema },
    problems: ['state_conflict', 'period_locked', 'version_stale'],
  })

export const closePeriodOp = moveOp('closePeriod', 'close', 'Close a period: nothing more is booked in it')
export const lockPeriodOp = moveOp('lockPeriod', 'lock', 'Lock a period for good')
export const reopenPeriodOp = moveOp('reopenPeriod', 'reopen', 'Open a closed period again')

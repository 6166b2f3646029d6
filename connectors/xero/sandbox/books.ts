import { randomUUID } from 'node:crypto'
import type { Json } from './wire.ts'

/** What one Xero organisation holds, in memory. Records are kept in the shape in which Xero answers them. */
export interface Books {
  readonly organisationID: string
  readonly contacts: Map<string, Json>
  readonly invoices: Map<string, Json>
  readonly creditNotes: Map<string, Json>
  readonly payments: Map<string, Json>
  readonly journals: Map<string, Json>
  /** By the id of the invoice or credit note. */
  readonly attachments: Map<string, Json[]>
  /** Answers by `Idempotency-Key`, with the request that earned them. */
  readonly answered: Map<string, { readonly request: string; readonly json: unknown }>
  /** The clock of the organisation; strictly later at each call, so that changes have an order. */
  readonly now: () => number
}

export function openBooks(clock: () => number): Books {
  let last = 0
  return {
    organisationID: randomUUID(),
    contacts: new Map(),
    invoices: new Map(),
    creditNotes: new Map(),
    payments: new Map(),
    journals: new Map(),
    attachments: new Map(),
    answered: new Map(),
    now: () => {
      last = Math.max(clock(), last + 1)
      return last
    },
  }
}

/** Microsoft's JSON date, as Xero writes instants and, at midnight UTC, calendar dates. */
export const msDate = (ms: number): string => `/Date(${ms}+0000)/`
export const msOf = (date: unknown): number => Number(/^\/Date\((-?\d+)/.exec(String(date))?.[1] ?? 0)

/** Accepts YYYY-MM-DD and Microsoft's form. */
export function calendarDate(text: unknown): string | null {
  const ms = /^\/Date\(/.test(String(text)) ? msOf(text) : Date.parse(`${String(text).slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(ms) ? null : msDate(ms)
}

/** Stamps a record as changed now. */
export function touch<R extends Json>(books: Books, record: R): R {
  return Object.assign(record, { UpdatedDateUTC: msDate(books.now()) })
}

interface ChartAccount {
  readonly Code: string
  readonly Name: string
  readonly Type: 'BANK' | 'EXPENSE' | 'REVENUE' | 'CURRENT' | 'CURRLIAB'
}

/** A small chart and the rates of a Norwegian company that keeps its books in Xero's global edition. */
export const CHART: readonly ChartAccount[] = [
  { Code: '1920', Name: 'Bank', Type: 'BANK' },
  { Code: '1500', Name: 'Kundefordringer', Type: 'CURRENT' },
  { Code: '2400', Name: 'Leverandørgjeld', Type: 'CURRLIAB' },
  { Code: '3000', Name: 'Salgsinntekt', Type: 'REVENUE' },
  { Code: '4300', Name: 'Innkjøp av varer', Type: 'EXPENSE' },
  { Code: '6300', Name: 'Leie lokale', Type: 'EXPENSE' },
  { Code: '6540', Name: 'Inventar', Type: 'EXPENSE' },
  { Code: '6800', Name: 'Kontorrekvisita', Type: 'EXPENSE' },
  { Code: '6860', Name: 'Møter og kurs', Type: 'EXPENSE' },
  { Code: '6900', Name: 'Telefon', Type: 'EXPENSE' },
  { Code: '7100', Name: 'Bilgodtgjørelse', Type: 'EXPENSE' },
  { Code: '7770', Name: 'Bankgebyr', Type: 'EXPENSE' },
]

export interface TaxRate {
  readonly TaxType: string
  readonly Name: string
  readonly EffectiveRate: number
  readonly CanApplyToExpenses: boolean
  readonly CanApplyToRevenue: boolean
}

const rate = (TaxType: string, Name: string, EffectiveRate: number, use: 'in' | 'out' | 'both'): TaxRate => ({
  TaxType,
  Name,
  EffectiveRate,
  CanApplyToExpenses: use !== 'out',
  CanApplyToRevenue: use !== 'in',
})

export const TAX_RATES: readonly TaxRate[] = [
  rate('NONE', 'Tax Exempt', 0, 'both'),
  rate('INPUT', 'Inngående mva 25 %', 25, 'in'),
  rate('TAX001', 'Inngående mva 15 %', 15, 'in'),
  rate('TAX002', 'Inngående mva 12 %', 12, 'in'),
  rate('OUTPUT', 'Utgående mva 25 %', 25, 'out'),
  rate('TAX003', 'Utgående mva 15 %', 15, 'out'),
  rate('TAX004', 'Utgående mva 12 %', 12, 'out'),
]

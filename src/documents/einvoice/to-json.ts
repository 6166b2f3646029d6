import { type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { computeTotals } from './compute-totals.ts'
import type { Exception, Invoice } from './invoice-model.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** Amounts as decimal strings, bytes as base64; what is not there is left out. */
export function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(toJson)
  if (isDecimal(value)) return formatDecimal(value)
  if (typeof value !== 'object') throw new TypeError(`no JSON for a ${typeof value}`)
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(entries.map(([name, one]) => [name, toJson(one)]))
}

const isDecimal = (value: unknown): value is Decimal =>
  typeof value === 'object' && value !== null && 'units' in value && typeof value.units === 'bigint'

/** The canonical invoice on the wire: declared and computed totals side by side, with what is to be looked at. */
export const invoiceToJson = (invoice: Invoice, exceptions: readonly Exception[]): Json =>
  toJson({ ...invoice, computed: computeTotals(invoice), exceptions })

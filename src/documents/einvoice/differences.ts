import { orderIdentifiers, pricesOf } from './canonical-form.ts'
import type { Invoice, Party } from './invoice-model.ts'
import { type Json, toJson } from './to-json.ts'

/** A place where two canonical invoices differ; undefined is a value that is not there. */
export interface Difference {
  /** JSON pointer into the canonical invoice. */
  readonly pointer: string
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** What follows from other values, and would only be told twice. */
const DERIVED = new Set(['organisationNumber', 'form', 'bankAccount'])

/**
 * Where two canonical invoices say different things. Groups in which nothing is stated count as not there, and space
 * around a text as nothing; identifiers have no order; a price that follows from two others is there.
 */
export const differencesOf = (before: Invoice, after: Invoice): Difference[] => [
  ...compare(toJson(comparable(before)), toJson(comparable(after)), ''),
]

const comparable = (invoice: Invoice): Invoice => ({
  ...invoice,
  supplier: ordered(invoice.supplier),
  customer: ordered(invoice.customer),
  payee: invoice.payee && ordered(invoice.payee),
  lines: invoice.lines.map((line) => ({ ...line, ...pricesOf(line) })),
})

function* compare(before: Json | undefined, after: Json | undefined, pointer: string): Generator<Difference> {
  if (isEmpty(before) && isEmpty(after)) return
  if (isGroup(before) && isGroup(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (!DERIVED.has(name)) yield* compare(memberOf(before, name), memberOf(after, name), `${pointer}/${name}`)
    }
    return
  }
  if (typeof before === 'string' && typeof after === 'string' && before.trim() === after.trim()) return
  if (before !== after) yield { pointer, before: isEmpty(before) ? undefined : before, after }
}

const ordered = (party: Party): Party => ({ ...party, identifiers: orderIdentifiers(party.identifiers) })

type Group = { readonly [name: string]: Json }

const isGroup = (value: Json | undefined): value is Group => typeof value === 'object' && value !== null

const memberOf = (group: Group, name: string): Json | undefined =>
  Object.hasOwn(group, name) ? group[name] : undefined

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || (isGroup(value) && Object.values(value).every(isEmpty))

import type { FieldName } from '#src/documents/reading/fields/index.ts'
import { equals, parseDecimal } from '#src/kernel/decimal.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { READ_POINTERS, readReceiptForm, type wireReceipt } from '#src/receipts/index.ts'
import { figure } from './figure.ts'
import { saidOf } from './read-fields.ts'

type WiredReceipt = ReturnType<typeof wireReceipt>
type Form = Readonly<Record<string, string>>

/** Fields of a receipt that a person may write, in the order of the form. */
export const CORRECTED = [
  { name: 'issuer', type: 'text' },
  { name: 'organisationNumber', type: 'text' },
  { name: 'number', type: 'text' },
  { name: 'issuedOn', type: 'date' },
  { name: 'dueOn', type: 'date' },
  { name: 'currency', type: 'text' },
  { name: 'net', type: 'amount' },
  { name: 'vat', type: 'amount' },
  { name: 'gross', type: 'amount' },
  { name: 'payable', type: 'amount' },
  { name: 'paymentReference', type: 'text' },
  { name: 'account', type: 'text' },
] as const satisfies readonly { name: FieldName; type: 'text' | 'date' | 'amount' }[]

/** May be said to be absent; the others can only be written anew. */
const REMOVABLE: readonly FieldName[] = ['dueOn', 'paymentReference', 'account']

/** What was sent and refused, to be shown again. */
export interface RefusedCorrection {
  readonly form: Form
  readonly problem: Problem
}

/** The name of the box by which a person says that an uncertain field is right as it was read. */
export const agreedName = (name: FieldName): string => `agreed-${name}`

function isSaid(receipt: WiredReceipt, { name, type }: (typeof CORRECTED)[number], form: Form): boolean {
  const text = form[name]?.trim()
  if (text === undefined) return false
  if (form[agreedName(name)] !== undefined) return text !== ''
  const before = saidOf(receipt, name) ?? ''
  if (text === '') return before !== '' && REMOVABLE.includes(name)
  const [a, b] = type === 'amount' ? [parseDecimal(figure(text)), parseDecimal(before)] : []
  return a && b ? !equals(a, b) : text !== before
}

/**
 * What a person has changed or agreed to in the form, as a change of the receipt; undefined when it is nothing. Fails
 * with `request_invalid`, which names the fields.
 */
export function correctionOf(receipt: WiredReceipt, form: Form): ReturnType<typeof readReceiptForm> | undefined {
  const said = CORRECTED.filter((field) => isSaid(receipt, field, form))
  const kind = form.kind !== undefined && form.kind !== receipt.kind ? { kind: form.kind } : {}
  if (said.length === 0 && !('kind' in kind)) return undefined
  const body: Record<string, unknown> = { ...kind }
  const declared: Record<string, string> = {}
  for (const { name, type } of said) {
    const text = form[name]?.trim() ?? ''
    if (type === 'amount') declared[name] = figure(text)
    else if (name === 'currency') body.currency = text.toUpperCase()
    else if (!READ_POINTERS[name].startsWith('/supplier'))
      body[READ_POINTERS[name].slice(1)] = text === '' ? null : text
  }
  if (Object.keys(declared).length > 0) body.declared = declared
  if (said.some(({ name }) => READ_POINTERS[name].startsWith('/supplier'))) body.supplier = supplierOf(receipt, form)
  return readReceiptForm(body)
}

/** The party as it is where nothing about it has changed; else whoever has that name and number. */
function supplierOf({ supplier }: WiredReceipt, form: Form): object {
  const [name, number] = [form.issuer?.trim() ?? '', form.organisationNumber?.trim() ?? '']
  const isSame = name === (supplier.name ?? '') && number === (supplier.organisationNumber ?? '')
  if (isSame && supplier.partyId !== null) return { partyId: supplier.partyId }
  return {
    ...(name === '' ? {} : { name }),
    ...(number === '' ? {} : { organisationNumber: number }),
    ...(supplier.country === null ? {} : { country: supplier.country }),
  }
}

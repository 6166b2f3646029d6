import type { wireInvoice } from '#src/invoices/index.ts'
import { figure } from './figure.ts'

/** What a form says: fields by name, those of line 0 as `quantity0`. */
export type InvoiceForm = Readonly<Record<string, string>>

type Shown = ReturnType<typeof wireInvoice>

/** Lines, and allowances and charges, that an empty form has room for. */
export const LINES = 4
export const ADJUSTMENTS = 2
const LINES_MAX = 200

/** Fields of one text each, by the name that the API has for them. */
export const PLAIN = [
  'issuedOn',
  'dueOn',
  'deliveredOn',
  'currency',
  'buyerReference',
  'orderReference',
  'note',
  'contractReference',
  'projectReference',
  'salesOrderReference',
  'despatchAdviceReference',
  'receivingAdviceReference',
  'tenderReference',
  'accountingCost',
  'paymentTerms',
] as const

/** Of a line, in the order of the form. */
const LINE_PLAIN = ['description', 'vatCode', 'unit', 'sellersItemId', 'orderLine', 'accountingCost', 'note'] as const
const ADDRESS = ['street', 'postalCode', 'city', 'country'] as const

const said = (form: InvoiceForm, name: string): string | undefined => form[name]?.trim() || undefined
const number = (form: InvoiceForm, name: string): string | undefined => {
  const text = said(form, name)
  return text === undefined ? undefined : figure(text)
}

const sum = (form: InvoiceForm, name: string, least: number): number => {
  const count = Number(form[name])
  return Number.isInteger(count) && count >= least ? Math.min(count, LINES_MAX) : least
}
export const lineCount = (form: InvoiceForm): number => sum(form, 'lines', LINES)
export const adjustmentCount = (form: InvoiceForm): number => sum(form, 'adjustments', ADJUSTMENTS)

export const attachmentsOf = ({ attachments = '' }: InvoiceForm): string[] => attachments.split(' ').filter(Boolean)

/** The form of a draft, to be changed. */
export function formOfInvoice(invoice: Shown): InvoiceForm {
  const { customer, period, delivery, payee } = invoice
  const parts: Record<string, string | null | undefined> = {
    customer: customer.partyId,
    ...prefixed('', customer.address),
    ...Object.fromEntries(PLAIN.map((name) => [name, invoice[name]])),
    periodFrom: period?.from,
    periodTo: period?.to,
    deliveryName: delivery?.name,
    ...prefixed('delivery', delivery?.address),
    payeeName: payee?.name,
    payeeNumber: payee?.legalId?.id,
    payeeAccount: payee?.bankAccount,
    attachments: invoice.attachments.join(' '),
    lines: String(Math.max(LINES, invoice.lines.length)),
    adjustments: String(Math.max(ADJUSTMENTS, invoice.adjustments.length)),
  }
  invoice.lines.forEach((line, index) => {
    for (const name of LINE_PLAIN) parts[`${name}${index}`] = line[name]
    parts[`quantity${index}`] = local(line.quantity)
    parts[`unitPrice${index}`] = local(line.unitPrice)
    parts[`discount${index}`] = local(line.discountPercent)
  })
  invoice.adjustments.forEach(({ kind, amount, percent, reason, vatCode }, index) => {
    parts[`kind${index}`] = kind
    parts[`percent${index}`] = local(percent)
    parts[`amount${index}`] = percent === null ? local(amount) : ''
    parts[`reason${index}`] = reason
    parts[`adjustmentVat${index}`] = vatCode
  })
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, value ?? '']))
}

const local = (text: string | null): string | null => text?.replace('.', ',') ?? null
const fieldName = (prefix: string, name: string): string =>
  prefix === '' ? name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`
const prefixed = (
  prefix: string,
  address: { readonly [Name in (typeof ADDRESS)[number]]?: string | undefined } | null | undefined,
) => Object.fromEntries(ADDRESS.map((name) => [fieldName(prefix, name), address?.[name]]))

/**
 * The form as a body of the API; an empty field is null. What the draft says and the form does not show stays as it
 * was, line by line; a line of empty fields is none.
 */
export function bodyOfForm(form: InvoiceForm, before?: Shown): object {
  return {
    customer: { partyId: said(form, 'customer') ?? '', address: addressOf(form, '') },
    ...Object.fromEntries(PLAIN.map((name) => [name, said(form, name) ?? (name === 'currency' ? undefined : null)])),
    period: nothing({ from: said(form, 'periodFrom'), to: said(form, 'periodTo') }),
    delivery: deliveryOf(form, before),
    payee: payeeOf(form, before),
    attachments: attachmentsOf(form),
    lines: linesOf(form, before),
    adjustments: adjustmentsOf(form, before),
  }
}

/** Null where nothing of it is said. */
const nothing = (group: Readonly<Record<string, unknown>>): object | null =>
  Object.values(group).every((value) => value === undefined || value === null) ? null : defined(group)
const defined = (group: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined && value !== null))

const addressOf = (form: InvoiceForm, prefix: string): object | null =>
  nothing(Object.fromEntries(ADDRESS.map((name) => [name, said(form, fieldName(prefix, name))])))

const deliveryOf = (form: InvoiceForm, before: Shown | undefined): object | null =>
  nothing({
    name: said(form, 'deliveryName'),
    location: before?.delivery?.location,
    address: addressOf(form, 'delivery'),
  })

function payeeOf(form: InvoiceForm, before: Shown | undefined): object | null {
  const [id, bankAccount] = [said(form, 'payeeNumber'), said(form, 'payeeAccount')]
  const kept = before?.payee
  const legalId = id === undefined ? undefined : kept?.legalId?.id === id ? kept.legalId : { id }
  const payee = { name: said(form, 'payeeName'), identifier: kept?.identifier, legalId, bankAccount }
  return [payee.name, id, bankAccount].every((value) => value === undefined) ? null : { ...defined(payee) }
}

function linesOf(form: InvoiceForm, before: Shown | undefined): object[] {
  return Array.from({ length: lineCount(form) }, (_, index) => {
    const plain = Object.fromEntries(LINE_PLAIN.map((name) => [name, said(form, `${name}${index}`)]))
    const price = number(form, `unitPrice${index}`)
    if (plain.description === undefined && price === undefined) return undefined
    const { vatCode, unit, description, ...terms } = plain
    return {
      ...keptOfLine(before?.lines[index]),
      ...Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, value ?? null])),
      description: description ?? '',
      quantity: number(form, `quantity${index}`) ?? '1',
      unitPrice: price ?? '',
      discountPercent: number(form, `discount${index}`) ?? null,
      ...defined({ vatCode, unit }),
    }
  }).filter((line) => line !== undefined)
}

/** What a line says that the form does not show. */
function keptOfLine(line: Shown['lines'][number] | undefined): object {
  if (!line) return {}
  const { details, invoicedObject, period, buyersItemId, standardItemId, classifications, originCountry } = line
  const { attributes, account, dimensions } = line
  return {
    ...{ details, invoicedObject, period, buyersItemId, standardItemId, classifications, originCountry },
    ...{ attributes, account, dimensions },
    adjustments: line.adjustments.map(({ amount, ...one }) => (one.percent === null ? { ...one, amount } : one)),
  }
}

function adjustmentsOf(form: InvoiceForm, before: Shown | undefined): object[] {
  return Array.from({ length: adjustmentCount(form) }, (_, index) => {
    const [amount, percent] = [number(form, `amount${index}`), number(form, `percent${index}`)]
    if (amount === undefined && percent === undefined) return undefined
    const kind = said(form, `kind${index}`) ?? 'allowance'
    const vatCode = said(form, `adjustmentVat${index}`)
    const kept = before?.adjustments[index]
    const isSame = kept?.kind === kind && kept.vatCode === vatCode
    return {
      kind,
      reason: said(form, `reason${index}`) ?? null,
      ...defined({ amount, percent, vatCode }),
      ...(kept && isSame ? { reasonCode: kept.reasonCode, account: kept.account, dimensions: kept.dimensions } : {}),
    }
  }).filter((one) => one !== undefined)
}

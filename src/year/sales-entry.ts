import type { AllowanceCharge, Invoice } from '#src/documents/einvoice/index.ts'
import { type Decimal, equals, negate, ZERO } from '#src/kernel/decimal.ts'
import { formatMinor, splitMinor, toMinor } from '#src/kernel/money.ts'
import { costsOf } from './named-accounts.ts'

/** What is known of the company when an issued invoice is booked. */
export interface SalesGround {
  readonly accounts: ReadonlySet<string>
  readonly roles: ReadonlyMap<string, string>
  /** VAT code for a category (UNCL 5305) and rate on the date of the invoice; undefined = the company has none. */
  readonly vatCodeOf: (category: string, rate: Decimal) => string | undefined
  readonly partyId: string
  readonly documentId: string
  /** Base units for one unit of the invoice's currency; undefined in the base currency. */
  readonly rate: string | undefined
}

/** Sales of one account, VAT category and rate; minor units of the invoice's currency. */
interface Group {
  readonly account: string
  readonly category: string
  readonly rate: Decimal
  netMinor: bigint
  vatMinor: bigint
}

/**
 * The journal entry of an invoice that the company issued in another system: the customer owes what is to be paid
 * under the number and payment reference that the invoice carries; sales and VAT are the document's own. What the
 * document rounds goes to the rounding account, what was paid before against the suspense account.
 */
export function salesEntry(invoice: Invoice, ground: SalesGround) {
  const currency = invoice.currency ?? ''
  const sign = invoice.kind === 'creditNote' ? -1n : 1n
  const minor = (value: Decimal | undefined): bigint => sign * toMinor(value ?? ZERO, currency)
  const payable = minor(invoice.declared.payable)
  const prepaid = minor(invoice.declared.prepaid)
  const groups = groupsOf(invoice, ground, minor)
  const rounding = payable + prepaid - groups.reduce((sum, { netMinor, vatMinor }) => sum + netMinor + vatMinor, 0n)
  /** Debit positive. */
  const side = (amountMinor: bigint) =>
    amountMinor < 0n ? { credit: formatMinor(-amountMinor, currency) } : { debit: formatMinor(amountMinor, currency) }
  const line = (account: string | undefined, amountMinor: bigint, more: object = {}) =>
    amountMinor === 0n || account === undefined ? [] : [{ account, currency, ...side(amountMinor), ...more }]
  const opensItem = {
    kind: 'receivable',
    dueOn: invoice.dueOn ?? null,
    paymentReference: invoice.paymentReference ?? null,
    documentNumber: invoice.number ?? null,
  }
  const { roles, partyId } = ground
  return {
    journal: 'sales',
    bookedOn: invoice.issuedOn,
    description: `${invoice.customer.name ?? 'Invoice'} ${invoice.number ?? ''}`.trim().slice(0, 200),
    voucher: { kind: 'invoice', documentId: ground.documentId },
    ...(ground.rate === undefined ? {} : { rates: { [currency]: ground.rate } }),
    lines: [
      ...line(roles.get('receivables'), payable, { partyId, opensItem }),
      ...line(roles.get('suspense'), prepaid, { partyId, description: 'Prepaid' }),
      ...groups.flatMap((group) => salesLines(group, ground, line, currency)),
      ...line(roles.get('rounding'), -rounding, { description: 'Rounding' }),
    ],
  }
}

type LineOf = (account: string | undefined, amountMinor: bigint, more?: object) => object[]

function salesLines(
  group: Group,
  { vatCodeOf, roles, partyId }: SalesGround,
  line: LineOf,
  currency: string,
): object[] {
  const { account, category, rate, netMinor, vatMinor } = group
  const vatCode = vatCodeOf(category, rate)
  if (vatCode === undefined) {
    return [...line(account, -netMinor, { partyId }), ...line(roles.get('outputVat'), -vatMinor)]
  }
  const size = vatMinor < 0n ? -vatMinor : vatMinor
  const declared = vatMinor === 0n ? {} : { vatAmount: formatMinor(size, currency) }
  return line(account, -netMinor, { partyId, vatCode, vatTreatment: 'added', ...declared })
}

type Minor = (value: Decimal | undefined) => bigint

function groupsOf(invoice: Invoice, { accounts, roles }: SalesGround, minor: Minor): Group[] {
  const usual = roles.get('sales') ?? ''
  const costs = costsOf(invoice)
  const groups: Group[] = []
  const addTo = (account: string, category = 'O', rate = ZERO, net: bigint): void => {
    const known = groups.find((one) => one.account === account && one.category === category && equals(one.rate, rate))
    if (known) known.netMinor += net
    else groups.push({ account, category, rate, netMinor: net, vatMinor: 0n })
  }
  invoice.lines.forEach(({ vatCode, vatRate, net }, index) => {
    const named = costs[index]
    addTo(named !== undefined && accounts.has(named) ? named : usual, vatCode, vatRate, minor(net))
  })
  const adjust = ({ amount, vatCode, vatRate }: AllowanceCharge, turn: (value: Decimal) => Decimal): void => {
    const host = groups.find(({ category, rate }) => category === vatCode && equals(rate, vatRate ?? ZERO))
    addTo(host?.account ?? usual, vatCode, vatRate, minor(turn(amount ?? ZERO)))
  }
  for (const allowance of invoice.allowances) adjust(allowance, negate)
  for (const charge of invoice.charges) adjust(charge, (value) => value)
  for (const { vatCode, vatRate, vat } of invoice.vatBreakdown) {
    const own = groups.filter(({ category, rate }) => category === vatCode && equals(rate, vatRate ?? ZERO))
    shareVat(own, minor(vat))
  }
  return groups
}

/** The VAT of a category and rate over the accounts that it belongs to, to the last minor unit. */
function shareVat(groups: readonly Group[], vatMinor: bigint): void {
  const weights = groups.map(({ netMinor }) => (netMinor < 0n ? -netMinor : netMinor))
  if (weights.every((weight) => weight === 0n)) return
  splitMinor(vatMinor, weights).forEach((part, index) => {
    const group = groups[index]
    if (group) group.vatMinor += part
  })
}

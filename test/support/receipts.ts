import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from './actors.ts'
import { corpusBytes } from './corpus.ts'
import { type Answered, type TestClient, testClient } from './http.ts'

export const XML = { 'content-type': 'application/xml' }
export const NORWEGIAN = 'peppol-bis-billing-3/rules/national-examples/NO/Norwegian-example-1.xml'

export interface WireLine {
  description: string | null
  net: string
  account: string | null
  vatCode: string | null
  dimensions: Record<string, string>
  codedBy: string | null
}

export interface WireReceipt {
  id: string
  kind: string
  status: string
  version: number
  supplier: { partyId: string | null; name: string | null; organisationNumber: string | null }
  number: string | null
  declared: { net: string; vat: string; gross: string; payable: string; prepaid: string | null }
  computed: { net: string; vat: string; gross: string; payable: string }
  lines: WireLine[]
  adjustments: { kind: string; amount: string; account: string | null }[]
  exceptions: { code: string; pointer: string; message: string }[]
  documentId: string
  journalEntryId: string | null
  openItemId: string | null
  approvalId: string | null
  rejectionReason: string | null
}

export interface Desk {
  readonly company: TestCompany
  readonly client: TestClient
  /** Path below the company. */
  readonly at: (path: string) => string
  /** Sends a file and expects it to be taken. */
  send(bytes: Uint8Array, headers?: Record<string, string>): Promise<WireReceipt>
  receipt(answered: Answered): WireReceipt
  get(id: string): Promise<WireReceipt>
  /** Codes every line with the account and submits. */
  codeAndSubmit(receipt: WireReceipt, account?: string): Promise<Answered>
  /** The rule that everything is approved without a person. */
  approveAll(): Promise<void>
}

/** A company and a client of its owner. */
export async function newDesk(platform: Platform, facts: Parameters<typeof newCompany>[1] = {}): Promise<Desk> {
  const company = await newCompany(platform, facts)
  const client = testClient(platform, await company.key())
  const at = (path: string) => `/v1/companies/${company.id}/${path}`
  const receipt = (answered: Answered): WireReceipt => {
    if (answered.status >= 300) throw new Error(`${answered.status} ${answered.text}`)
    return answered.json as unknown as WireReceipt
  }
  return {
    company,
    client,
    at,
    receipt,
    send: async (bytes, headers = XML) => receipt(await client.post(at('receipts'), bytes, headers)),
    get: async (id) => receipt(await client.get(at(`receipts/${id}`))),
    async codeAndSubmit({ id, lines }, account = '6300') {
      const coded = await client.patch(at(`receipts/${id}`), { lines: lines.map(() => ({ account })) })
      receipt(coded)
      return client.post(at(`receipts/${id}/submissions`))
    },
    async approveAll() {
      const rules = [{ name: 'All', above: { autoApprove: true } }]
      const made = await client.post(at('approval-policies'), { name: 'All', kinds: ['receipt'], rules })
      if (made.status !== 201) throw new Error(made.text)
    },
  }
}

/** A file of the corpus with some of its text replaced. */
export function edited(path: string, ...replacements: readonly (readonly [string | RegExp, string])[]): Uint8Array {
  const text = new TextDecoder().decode(corpusBytes(path))
  const changed = replacements.reduce((all, [from, to]) => {
    if (!(typeof from === 'string' ? all.includes(from) : from.test(all))) throw new Error(`${path} has no ${from}`)
    return all.replace(from, to)
  }, text)
  return new TextEncoder().encode(changed)
}

let serial = 0

/** A small valid invoice of our own making; every call another number. */
export function invoiceXml(
  facts: {
    number?: string
    supplier?: string
    organisationNumber?: string
    country?: string
    currency?: string
    net?: string
    vat?: string
    gross?: string
    category?: string
    rate?: string
    cost?: string
    kid?: string
    issuedOn?: string
    extra?: string
    /** Of the one line. */
    text?: string
    item?: string
    totals?: string
    kind?: 'Invoice' | 'CreditNote'
  } = {},
): Uint8Array {
  serial += 1
  const { number = `T-${serial}`, supplier = 'Nordkraft AS', organisationNumber = '991825827', country = 'NO' } = facts
  const { currency = 'NOK', net = '1000.00', vat = '250.00', gross = '1250.00', category = 'S', rate = '25' } = facts
  const {
    text = 'Power',
    item,
    cost,
    kid = '1234567897',
    issuedOn = '2026-03-02',
    kind = 'Invoice',
    extra = '',
    totals = '',
  } = facts
  const amount = (name: string, value: string) => `<cbc:${name} currencyID="${currency}">${value}</cbc:${name}>`
  const tax = `<cbc:ID>${category}</cbc:ID><cbc:Percent>${rate}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>`
  const quantity = kind === 'Invoice' ? 'InvoicedQuantity' : 'CreditedQuantity'
  const due = kind === 'Invoice' ? '<cbc:DueDate>2026-03-16</cbc:DueDate>' : ''
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<${kind} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${kind}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
<cbc:ID>${number}</cbc:ID><cbc:IssueDate>${issuedOn}</cbc:IssueDate>${due}
<cbc:${kind}TypeCode>${kind === 'Invoice' ? '380' : '381'}</cbc:${kind}TypeCode><cbc:DocumentCurrencyCode>${currency}</cbc:DocumentCurrencyCode>${cost ? `<cbc:AccountingCost>${cost}</cbc:AccountingCost>` : ''}
<cac:AccountingSupplierParty><cac:Party><cac:PostalAddress><cac:Country><cbc:IdentificationCode>${country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyLegalEntity><cbc:RegistrationName>${supplier}</cbc:RegistrationName><cbc:CompanyID>${organisationNumber}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Fjordkaffe AS</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>${kid}</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>NO9386011117947</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
${extra}<cac:TaxTotal>${amount('TaxAmount', vat)}<cac:TaxSubtotal>${amount('TaxableAmount', net)}${amount('TaxAmount', vat)}<cac:TaxCategory>${tax}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal>${totals || amount('LineExtensionAmount', net) + amount('TaxExclusiveAmount', net) + amount('TaxInclusiveAmount', gross) + amount('PayableAmount', gross)}</cac:LegalMonetaryTotal>
<cac:${kind}Line><cbc:ID>1</cbc:ID><cbc:${quantity} unitCode="EA">1</cbc:${quantity}>${amount('LineExtensionAmount', net)}
<cac:Item><cbc:Name>${text}</cbc:Name>${item ? `<cac:SellersItemIdentification><cbc:ID>${item}</cbc:ID></cac:SellersItemIdentification>` : ''}<cac:ClassifiedTaxCategory>${tax}</cac:ClassifiedTaxCategory></cac:Item><cac:Price>${amount('PriceAmount', net)}</cac:Price></cac:${kind}Line>
</${kind}>`)
}

interface WireEntry {
  bookedOn: string
  voucher: { kind: string; id: string; documentId: string }
  lines: { account: string; debit: string; credit: string; vatCode: string | null; dimensions: object }[]
}

/** The entry of a posted receipt as "account debit credit" lines, and as it is. */
export async function entryOf(
  desk: Pick<Desk, 'client' | 'at'>,
  { journalEntryId }: Pick<WireReceipt, 'journalEntryId'>,
): Promise<{ entry: WireEntry; rows: string[] }> {
  const answered = await desk.client.get(desk.at(`journal-entries/${journalEntryId}`))
  const entry = answered.json as unknown as WireEntry
  const amount = (text: string | null) => (text === null || /^0*(\.0*)?$/.test(text) ? '' : text)
  const rows = entry.lines.map(({ account, debit, credit }) => `${account} ${amount(debit)}|${amount(credit)}`)
  return { entry, rows }
}

export const submit = (desk: Desk, { id }: WireReceipt, headers = {}) =>
  desk.client.post(desk.at(`receipts/${id}/submissions`), undefined, headers)

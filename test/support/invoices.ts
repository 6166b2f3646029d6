import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from './actors.ts'
import { type Answered, type TestClient, testClient } from './http.ts'

export const SELLER = {
  sellerStreet: 'Kaigata 4',
  sellerPostalCode: '5015',
  sellerCity: 'Bergen',
  sellerBankAccount: 'NO9386011117947',
  sellerVatRegistered: true,
}

export interface WireInvoice {
  id: string
  kind: string
  status: string
  version: number
  number: string
  customer: { partyId: string; name: string }
  issuedOn: string | null
  dueOn: string | null
  lines: { net: string; vat: string; vatCode: string; vatRate: string | null; account: string }[]
  totals: { net: string; vat: string; gross: string; payable: string }
  paymentReference: string
  remaining: string | null
  paymentStatus: string | null
  credits: string | null
  creditNotes: string[]
  documentId: string
  journalEntryId: string
  openItemId: string | null
}

export interface Shop {
  readonly company: TestCompany
  readonly client: TestClient
  readonly customerId: string
  /** Path below the company. */
  readonly at: (path: string) => string
  body(more?: object): object
  /** The invoice in an answer that has to be a success. */
  invoice(answered: Answered): WireInvoice
  draft(more?: object): Promise<WireInvoice>
  issue(more?: object): Promise<WireInvoice>
  get(id: string): Promise<WireInvoice>
}

export const LINE = { description: 'Coffee beans, 1 kg', quantity: '4', unitPrice: '250.00' }

/** A company that can issue invoices, with a customer. */
export async function newShop(platform: Platform, facts: Parameters<typeof newCompany>[1] = {}): Promise<Shop> {
  const company = await newCompany(platform, { organisationNumber: '923609016', ...facts })
  const client = testClient(platform, await company.key())
  const at = (path: string) => `/v1/companies/${company.id}/${path}`
  const set = await client.patch(at('').slice(0, -1), { settings: SELLER })
  const customer = await client.post(at('parties'), {
    kind: 'customer',
    name: 'Bakeriet AS',
    country: 'NO',
    organisationNumber: '991825827',
  })
  if (set.status !== 200 || customer.status !== 201) throw new Error(set.text + customer.text)
  const customerId = String(customer.json.id)
  const invoice = (answered: Answered): WireInvoice => {
    if (answered.status >= 300) throw new Error(`${answered.status} ${answered.text}`)
    return answered.json as unknown as WireInvoice
  }
  const body = (more: object = {}) => ({
    customer: { partyId: customerId },
    buyerReference: 'Kari',
    issuedOn: '2026-03-02',
    lines: [LINE],
    ...more,
  })
  const draft: Shop['draft'] = async (more) => invoice(await client.post(at('invoices'), body(more)))
  return {
    company,
    client,
    customerId,
    at,
    body,
    invoice,
    draft,
    issue: async (more) => invoice(await client.post(at(`invoices/${(await draft(more)).id}/issuances`))),
    get: async (id) => invoice(await client.get(at(`invoices/${id}`))),
  }
}

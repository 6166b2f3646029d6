import { beforeAll, describe, expect, it } from 'vitest'
import { attachmentsOf } from '#connectors/xero/attachment-calls.ts'
import { contactById, createContact } from '#connectors/xero/contact-calls.ts'
import { createDocument, documentById } from '#connectors/xero/document-calls.ts'
import { journalById } from '#connectors/xero/journal-calls.ts'
import { toPulledPayment } from '#connectors/xero/map.ts'
import { catalogue, organisations, probe } from '#connectors/xero/organisation-calls.ts'
import { createPayment, paymentsSince } from '#connectors/xero/payment-calls.ts'
import type { ConnectorContext } from '#src/connect/sdk.ts'
import { loadOperations, type Operation } from '#test/support/fake-xero/openapi.ts'

/** Xero's own recorded answers, read through the client. What is expected is taken from the recording itself. */
let operations: Operation[]
beforeAll(() => {
  operations = loadOperations()
})

type Json = Record<string, unknown>

function recording(id: string): Json {
  const { example } = operations.find((operation) => operation.id === id) ?? {}
  return (typeof example === 'string' ? JSON.parse(example) : example) as Json
}

const answering = (json: unknown): ConnectorContext => ({
  request: async () => ({
    status: 200,
    headers: { date: 'Thu, 14 Mar 2019 00:00:00 GMT' },
    body: Buffer.from(JSON.stringify(json)),
  }),
  urls: { api: 'https://api.xero.com' },
  organisation: 'tenant',
  now: () => new Date(0),
})

const list = (json: Json, name: string): Json[] => json[name] as Json[]

describe('Xero’s recorded answers', () => {
  it('of a contact', async () => {
    const json = recording('getContact')
    const [theirs] = list(json, 'Contacts')
    expect(await contactById(answering(json), 'x')).toMatchObject({ contactID: theirs?.ContactID, name: theirs?.Name })
  })

  it('of a contact that was made', async () => {
    const json = recording('createContacts')
    const draft = { name: 'A', contactNumber: null, companyNumber: null, taxNumber: null, emailAddress: null }
    expect((await createContact(answering(json), draft, 'key')).contactID).toBe(list(json, 'Contacts')[0]?.ContactID)
  })

  it('of an invoice', async () => {
    const json = recording('getInvoice')
    const [theirs] = list(json, 'Invoices')
    const invoice = await documentById(answering(json), 'ACCREC', 'x')
    expect(invoice).toMatchObject({
      id: theirs?.InvoiceID,
      number: theirs?.InvoiceNumber,
      status: theirs?.Status,
      currencyCode: theirs?.CurrencyCode,
    })
    expect(Number(invoice?.total)).toBe(theirs?.Total)
  })

  it('of an invoice that was made', async () => {
    const json = recording('createInvoices')
    const draft = {
      type: 'ACCREC',
      number: 'N',
      contactID: 'c',
      date: '2019-03-14',
      dueDate: null,
      currencyCode: 'NOK',
      reference: null,
      lines: [],
    } as const
    expect((await createDocument(answering(json), draft, 'key')).id).toBe(list(json, 'Invoices')[0]?.InvoiceID)
  })

  it('of a credit note', async () => {
    const json = recording('getCreditNote')
    const [theirs] = list(json, 'CreditNotes')
    expect(await documentById(answering(json), 'ACCPAYCREDIT', 'x')).toMatchObject({
      id: theirs?.CreditNoteID,
      number: theirs?.CreditNoteNumber,
      type: theirs?.Type,
    })
  })
})

describe('Xero’s recorded answers of money and settings', () => {
  it('of payments, each with the day that its milliseconds mean', async () => {
    const json = recording('getPayments')
    const payments = await paymentsSince(answering(json), null, 1, 100)
    expect(payments.map(({ paymentID }) => paymentID)).toEqual(list(json, 'Payments').map(({ PaymentID }) => PaymentID))
    for (const [index, theirs] of list(json, 'Payments').entries()) {
      const ms = Number(/\d+/.exec(String(theirs.Date))?.[0])
      expect(payments[index]?.date).toBe(new Date(ms).toISOString().slice(0, 10))
      expect(Number(payments[index]?.amount)).toBe(theirs.Amount)
    }
    expect(
      payments.map(toPulledPayment).filter((payment) => payment?.settles.model === 'salesInvoice').length,
    ).toBeGreaterThan(0)
  })

  it('of a payment that was made', async () => {
    const json = recording('createPayments')
    const draft = {
      documentID: 'd',
      ofCreditNote: false,
      accountCode: '1',
      date: '2019-03-14',
      amount: '1.00',
      reference: 'r',
    }
    expect((await createPayment(answering(json), draft, 'key')).paymentID).toBe(list(json, 'Payments')[0]?.PaymentID)
  })

  it('of attachments', async () => {
    const json = recording('getInvoiceAttachments')
    const [theirs] = list(json, 'Attachments')
    expect((await attachmentsOf(answering(json), 'x', false))[0]).toEqual({
      attachmentID: theirs?.AttachmentID,
      fileName: theirs?.FileName,
      contentLength: theirs?.ContentLength,
    })
  })
})

describe('Xero’s recorded answers of the organisation', () => {
  it('of a manual journal', async () => {
    const json = recording('getManualJournal')
    const [theirs] = list(json, 'ManualJournals')
    expect(await journalById(answering(json), 'x')).toMatchObject({
      manualJournalID: theirs?.ManualJournalID,
      narration: theirs?.Narration,
      status: theirs?.Status,
    })
  })

  it('of the organisation, with the clock of the answer', async () => {
    const json = recording('getOrganisations')
    const [theirs] = list(json, 'Organisations')
    expect(await probe(answering(json))).toEqual({
      organisationName: theirs?.Name,
      baseCurrency: theirs?.BaseCurrency,
      vendorNow: new Date('2019-03-14T00:00:00Z'),
    })
  })

  it('of accounts and tax rates', async () => {
    const accounts = recording('getAccounts')
    const rates = recording('getTaxRates')
    const cx = answering({ ...accounts, ...rates })
    const found = await catalogue(cx)
    expect(found.accounts.length).toBe(list(accounts, 'Accounts').filter(({ Code }) => Code).length)
    expect(found.accounts.some(({ isBank }) => isBank)).toBe(true)
    const theirs = list(rates, 'TaxRates').find(
      ({ TaxType, Status }) => TaxType === found.taxCodes[0]?.code && Status === 'ACTIVE',
    )
    expect(found.taxCodes[0]?.ratePpm).toBe(Math.round(Number(theirs?.EffectiveRate) * 10_000))
  })

  it('of the connections', async () => {
    const [getConnections] = loadOperations('xero-identity.yaml').filter(({ id }) => id === 'getConnections')
    const json = JSON.parse(String(getConnections?.example)) as Json[]
    expect(await organisations(answering(json))).toEqual([
      { externalId: json[0]?.tenantId, name: json[0]?.tenantName, grantId: json[0]?.id },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { fc } from '#test/support/property.ts'

const CBC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'
const CAC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'

const invoiceWith = (content: string) =>
  readEInvoice(
    Buffer.from(
      `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cbc="${CBC}" xmlns:cac="${CAC}">${content}</Invoice>`,
    ),
  )

const codes = (content: string) => invoiceWith(content).exceptions.map((one) => `${one.code} ${one.pointer}`)

describe('readEInvoice', () => {
  it('tells what an empty invoice lacks', () => {
    expect(codes('')).toEqual([
      'field_missing /number',
      'field_missing /issuedOn',
      'field_missing /currency',
      'field_missing /supplier/name',
      'field_missing /declared/payable',
      'field_missing /lines',
    ])
  })
  it('loses a wrong date or amount, not the document', () => {
    const read = codes(
      '<cbc:IssueDate>2019-02-30</cbc:IssueDate><cac:LegalMonetaryTotal><cbc:PayableAmount>1,50</cbc:PayableAmount></cac:LegalMonetaryTotal>',
    )
    expect(read).toContain('date_unreadable /issuedOn')
    expect(read).toContain('amount_unreadable /declared/payable')
    expect(read).not.toContain('field_missing /issuedOn')
  })
  it('takes a date with a time zone', () => {
    expect(invoiceWith('<cbc:IssueDate>2026-03-01+01:00</cbc:IssueDate>').invoice.issuedOn).toBe('2026-03-01')
  })
  it('decodes attachments, and says so when one is no base64', () => {
    const attachment = (text: string) =>
      `<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="a.csv">${text}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>`
    const [kept] = invoiceWith(attachment('YTti\n')).invoice.attachments
    expect(kept?.content && Buffer.from(kept.content).toString()).toBe('a;b')
    expect(kept?.fileName).toBe('a.csv')
    expect(codes(attachment('!!!'))).toContain('attachment_unreadable /attachments/0/content')
  })
  it('splits the subject code from a note', () => {
    expect(invoiceWith('<cbc:Note>#AAI#Hello</cbc:Note>').invoice.notes).toEqual([
      { text: 'Hello', subjectCode: 'AAI' },
    ])
  })
  it('finds the organisation number in the VAT number when there is no registration', () => {
    const supplier = (id: string) =>
      invoiceWith(
        `<cac:AccountingSupplierParty><cac:Party><cac:PartyTaxScheme><cbc:CompanyID>${id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme></cac:Party></cac:AccountingSupplierParty>`,
      ).invoice.supplier.organisationNumber
    expect(supplier('NO974760673MVA')).toBe('974760673')
    expect(supplier('SE556677889901')).toBe('5566778899')
    expect(supplier('DE123456789')).toBeUndefined()
  })
  it('refuses XML that is no invoice', () => {
    try {
      readEInvoice(Buffer.from('<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>'))
      expect.unreachable()
    } catch (error) {
      expect(isProblem(error, 'einvoice_unknown')).toBe(true)
    }
  })
  it('never answers damaged bytes with anything but a reading or a problem', () => {
    const original = Buffer.from(corpusBytes('peppol-bis-billing-3/rules/examples/Allowance-example.xml'))
    const place = fc.nat(original.length - 1)
    fc.assert(
      fc.property(place, fc.nat(400), fc.string({ maxLength: 20 }), (at, length, inserted) => {
        const damaged = Buffer.concat([original.subarray(0, at), Buffer.from(inserted), original.subarray(at + length)])
        try {
          readEInvoice(damaged)
        } catch (error) {
          if (!isProblem(error)) throw error
        }
      }),
      { numRuns: 400 },
    )
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { compare, decimal } from '#src/kernel/decimal.ts'
import type { Platform } from '#src/platform/platform.ts'
import { ublFiles } from '#test/documents/einvoice/invoice-files.ts'
import { corpusBytes, corpusText } from '#test/support/corpus.ts'
import { parseCsv } from '#test/support/csv.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, newDesk } from '#test/support/receipts.ts'
import { xmlFacts } from '#test/support/xml-facts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const sameNumber = (shown: string | null, written: string | undefined) =>
  shown === null || written === undefined
    ? shown === (written ?? null)
    : compare(decimal(shown), decimal(written)) === 0

/** What the receipt shows against what the file says, looked up by a second, naive reader. */
async function receiveExactly(desk: Desk, file: string): Promise<void> {
  const bytes = corpusBytes(file)
  const { leaf } = xmlFacts(bytes)
  const first = (path: string) => leaf(path)[0]
  const shown = await desk.send(bytes)
  const line = leaf('InvoiceLine/ID').length > 0 ? 'InvoiceLine' : 'CreditNoteLine'
  expect(shown.number).toBe(first('ID') ?? null)
  expect(shown.kind).toBe(line === 'InvoiceLine' ? 'supplierInvoice' : 'creditNote')
  expect(shown.supplier.name).toBe(
    first('AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName') ??
      first('AccountingSupplierParty/Party/PartyName/Name'),
  )
  expect(shown.supplier.partyId).toMatch(/^par_/)
  const { declared } = shown
  const sums: [string | null, string][] = [
    [declared.net, 'TaxExclusiveAmount'],
    [declared.gross, 'TaxInclusiveAmount'],
    [declared.prepaid, 'PrepaidAmount'],
    [declared.payable, 'PayableAmount'],
  ]
  for (const [value, name] of sums) {
    expect(sameNumber(value, first(`LegalMonetaryTotal/${name}`)), `${name} ${value}`).toBe(true)
  }
  const nets = leaf(`${line}/LineExtensionAmount`)
  expect(shown.lines).toHaveLength(nets.length)
  expect(shown.lines.every(({ net }, index) => sameNumber(net, nets[index]))).toBe(true)
  const content = await desk.client.get(desk.at(`documents/${shown.documentId}/content`))
  expect(content.text).toBe(new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes))
}

describe('every complete invoice and credit note of the corpus', () => {
  const files = ublFiles().filter((file) => !file.startsWith('nsg-'))
  it('is a set that means something', () => expect(files.length).toBeGreaterThan(40))
  it.each(files)('%s is taken in and read exactly', async (file) => {
    await receiveExactly(await newDesk(platform), file)
  })
})

describe('a Nordic bookkeeping year', () => {
  it('is taken in whole, each invoice read as its ledger row says and coded by the account that it names', async () => {
    const desk = await newDesk(platform, { name: 'NSG Catering', country: 'DK', baseCurrency: 'DKK' })
    const rows = parseCsv(corpusText('nsg-bookkeeping-year/invoices.csv'))
    const accounts = new Set(rows.map((row) => row.accounting_cost ?? ''))
    for (const number of accounts) {
      if (number) await desk.client.post(desk.at('accounts'), { number, name: `Cost ${number}`, type: 'expense' })
    }
    for (const row of rows) {
      const shown = await desk.send(corpusBytes(`nsg-bookkeeping-year/${row.invoice_file}`))
      expect({ ...shown, lines: shown.lines.map(({ account }) => account) }).toMatchObject({
        number: row.invoice_id,
        issuedOn: row.issue_date,
        dueOn: row.due_date,
        currency: row.currency,
        paymentReference: row.payment_id || null,
        supplier: { name: row.supplier },
        lines: shown.lines.map(() => row.accounting_cost || null),
      })
      expect(sameNumber(shown.declared.payable, row.payable)).toBe(true)
    }
  })
})

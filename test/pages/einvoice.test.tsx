import { expect, it } from 'vitest'
import { readEInvoice } from '#src/documents/einvoice/index.ts'
import { EInvoicePage } from '#src/pages/views/einvoice.tsx'
import { corpusBytes } from '#test/support/corpus.ts'
import { invoiceXml, NORWEGIAN } from '#test/support/receipts.ts'

const sheet = (bytes: Uint8Array, locale: 'nb' | 'en' = 'nb'): string =>
  (
    <EInvoicePage
      locale={locale}
      invoice={readEInvoice(bytes).invoice}
      attachments={[{ id: 'doc_1', name: 'timer.pdf' }]}
      hrefOf={(id) => `/d/${id}`}
      rawHref="/d/doc_0?raw=1"
    />
  ).toString()

it('shows what an e-invoice says, in the reader’s language', () => {
  const nb = sheet(invoiceXml({ number: 'F-77', kid: '1234567897' }))
  for (const text of ['Faktura F-77', 'Nordkraft AS', '1\u202f250,00', '25 %', '1234567897', 'NO9386011117947'])
    expect(nb).toContain(text)
  expect(sheet(invoiceXml({ number: 'F-78' }), 'en')).toContain('Invoice F-78')
  expect(sheet(invoiceXml({ number: 'K-1', kind: 'CreditNote' }))).toContain('Kreditnota K-1')
})

it('leads to the attachments and to the XML', () => {
  const html = sheet(invoiceXml())
  expect(html).toContain('href="/d/doc_1"')
  expect(html).toContain('href="/d/doc_0?raw=1"')
})

it('shows a real one with its allowances and breakdown', () => {
  const html = sheet(corpusBytes(NORWEGIAN))
  const { declared, lines, vatBreakdown, allowances, charges } = readEInvoice(corpusBytes(NORWEGIAN)).invoice
  const adjustments = allowances.length + charges.length
  expect(adjustments).toBeGreaterThan(0)
  const optional = [declared.prepaid, declared.rounding].filter((one) => one !== undefined).length
  const [header, netGrossAndPayable] = [1, 3]
  const rows = header + lines.length + adjustments + vatBreakdown.length + optional + netGrossAndPayable
  expect(html.match(/<tr>/g)).toHaveLength(rows)
})

it('lets nothing in the document act as a page', () => {
  const html = sheet(invoiceXml({ supplier: '&lt;script&gt;alert(1)&lt;/script&gt;' }))
  expect(html).toContain('&lt;script&gt;alert(1)')
  expect(html).not.toContain('<script>alert')
})

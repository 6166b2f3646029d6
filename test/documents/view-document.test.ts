import { expect, it } from 'vitest'
import { newCompany } from '#test/support/actors.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { invoiceXml } from '#test/support/receipts.ts'

const platform = await testPlatform()

async function uploaded(bytes: Uint8Array): Promise<{ client: TestClient; at: string; attachments: { id: string }[] }> {
  const company = await newCompany(platform)
  const client = testClient(platform, await company.key())
  const url = `/v1/companies/${company.id}/documents`
  const made = await client.post(url, bytes, { 'content-type': 'application/xml' })
  if (made.status !== 201) throw new Error(made.text)
  return { client, at: `${url}/${made.json.id}`, attachments: made.json.attachments as { id: string }[] }
}

/** With a file that is only named, one that is carried, and one more. */
function withAttachments(): Uint8Array {
  const reference = (id: string, inside: string) =>
    `<cac:AdditionalDocumentReference><cbc:ID>${id}</cbc:ID><cac:Attachment>${inside}</cac:Attachment></cac:AdditionalDocumentReference>`
  const file = (name: string) =>
    `<cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="${name}">${Buffer.from(name).toString('base64')}</cbc:EmbeddedDocumentBinaryObject>`
  const link = '<cac:ExternalReference><cbc:URI>https://example.com/1</cbc:URI></cac:ExternalReference>'
  const references = [reference('A', link), reference('B', file('b.csv')), reference('C', file('c.csv'))].join('')
  const text = new TextDecoder().decode(invoiceXml({ number: 'F-9' }))
  return new TextEncoder().encode(
    text.replace('<cac:AccountingSupplierParty>', `${references}<cac:AccountingSupplierParty>`),
  )
}

it('answers a page that runs and loads nothing, in the language that the reader accepts', async () => {
  const { client, at } = await uploaded(invoiceXml({ number: 'F-9' }))
  const view = await client.get(`${at}/view`, { 'accept-language': 'de, en-GB;q=0.8, nb;q=0.3' })
  expect(view.status).toBe(200)
  expect(view.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(view.headers.get('content-language')).toBe('en')
  expect(view.headers.get('vary')).toBe('accept-language')
  const policy = view.headers.get('content-security-policy') ?? ''
  for (const part of ["default-src 'none'", "style-src 'sha256-", "base-uri 'none'", "form-action 'none'"])
    expect(policy).toContain(part)
  expect(policy).not.toContain('unsafe')
  expect(view.text).toContain('Invoice F-9')
  expect((await client.get(`${at}/view`, { 'accept-language': 'sv' })).text).toContain('Faktura F-9')
  expect((await client.get(`${at}/view`)).text).toContain('Faktura F-9')
  expect((await client.get(`${at}/view?language=en`, { 'accept-language': 'nb' })).text).toContain('Invoice F-9')
})

it('leads to each file that the invoice carries', async () => {
  const { client, at, attachments } = await uploaded(withAttachments())
  const { text } = await client.get(`${at}/view`)
  const links = [...text.matchAll(/href="([^"]*)"[^>]*>([^<]*)</g)].map(([, href, name]) => [href, name])
  expect(links).toEqual([
    ['https://example.com/1', 'https://example.com/1'],
    [`../${attachments[0]?.id}/content`, 'b.csv'],
    [`../${attachments[1]?.id}/content`, 'c.csv'],
    ['content', 'Vis filen som den kom'],
  ])
  const [, , file] = links
  const carried = new URL(String(file?.[0]), `http://localhost${at}/view`).pathname
  expect((await client.get(carried)).text).toBe('c.csv')
})

it('is refused for what is no e-invoice', async () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const picture = await uploaded(png)
  expect((await picture.client.get(`${picture.at}/view`)).json.code).toBe('document_not_einvoice')
  const order = await uploaded(new TextEncoder().encode('<Order xmlns="urn:x"/>'))
  expect((await order.client.get(`${order.at}/view`)).json.code).toBe('einvoice_unknown')
  const pdf = await uploaded(new TextEncoder().encode('%PDF-1.4\n'))
  expect((await pdf.client.get(`${pdf.at}/view`)).json.code).toBe('pdf_without_einvoice')
})

import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { testPlatform } from '#test/support/platform.ts'
import { newDesk } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const PDF = { 'content-type': 'application/pdf' }
const FACTUR_X = corpusBytes('factur-x-fixtures/tests/fixtures/pdf/invoice_EN16931.pdf')
const codes = (exceptions: { code: string }[]) => exceptions.map(({ code }) => code)

describe('a PDF with an e-invoice in it', () => {
  it('is an e-invoice, with the PDF as its original and the data beside it', async () => {
    const desk = await newDesk(platform)
    const receipt = await desk.send(FACTUR_X, PDF)
    expect(receipt).toMatchObject({ kind: 'supplierInvoice', number: 'F20260023', declared: { payable: '104.90' } })
    expect(receipt.lines.length).toBeGreaterThan(0)
    const { json } = await desk.client.get(desk.at(`documents/${receipt.documentId}`))
    expect(json.mediaType).toBe('application/pdf')
    expect((json.attachments as { name: string; mediaType: string }[])[0]).toMatchObject({
      name: 'factur-x.xml',
      mediaType: 'application/xml',
    })
    const judged = await desk.client.get(desk.at(`documents/${receipt.documentId}/validation`))
    expect(judged.json).toMatchObject({ syntax: 'cii', rules: ['en16931'] })
  })
  it('is for a person to read when its data is damaged, and says why', async () => {
    const damaged = Buffer.from(
      '%PDF-1.7\n1 0 obj <</F (factur-x.xml) /EF <</F 2 0 R>>>> endobj\n2 0 obj <</Length 5>>\nstream\n<a><b\nendstream endobj\n',
    )
    const receipt = await (await newDesk(platform)).send(damaged, PDF)
    expect(codes(receipt.exceptions)).toContain('xml_malformed')
    expect(receipt.number).toBeNull()
  })
  it('posts no line twice that only gathers others', async () => {
    const folder = 'mustang-validation/library/src/test/resources/subinvoicelines'
    const xml = corpusBytes(folder, 'Extended___SubInvoiceLines_Buero_Material_Bsp3__.xml')
    const receipt = await (await newDesk(platform)).send(xml)
    expect(receipt.computed.net).toBe('1405.00')
    expect(receipt.lines.map(({ net }) => Number(net)).reduce((sum, net) => sum + net, 0)).toBe(1405)
  })
})

describe('a file that carries a virus', () => {
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
  it.each([
    ['itself', 'receipts', `%PDF-1.7 ${eicar}`],
    [
      'inside',
      'documents',
      `%PDF-1.7\n1 0 obj <</F (a.com) /EF <</F 2 0 R>>>> endobj\n2 0 obj <</Length 136 /Filter /ASCIIHexDecode>>\nstream\n${Buffer.from(eicar).toString('hex')}\nendstream endobj\n`,
    ],
  ])('%s is refused, and kept for who has to look at it', async (_, where, content) => {
    const desk = await newDesk(platform)
    const refused = await desk.client.post(desk.at(where), Buffer.from(content), PDF)
    expect(refused.status).toBe(422)
    expect(refused.json.code).toBe('document_infected')
    const kept = await desk.client.get(desk.at(`documents/${refused.json.documentId}`))
    expect(kept.json.refusal).toMatchObject({ code: 'document_infected' })
  })
})

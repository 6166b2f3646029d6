import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawPage, stopReading } from '#src/documents/reading/index.ts'
import { sortIntake } from '#src/intake/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { readReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { attached, mailOf } from '#test/support/mail.ts'
import { encryptedPdf, invoicePdf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'
import { zipOf } from '#test/support/zip.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(stopReading)

interface WireFile {
  name: string
  mediaType: string
  outcome: string
  code: string | null
  detail: string | null
  receiptId: string
}

const bytes = (text: string) => Buffer.from(text, 'latin1')
const tar = Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0'), Buffer.alloc(600)])

async function upload(desk: Desk, files: Readonly<Record<string, Uint8Array>>): Promise<WireFile[]> {
  const form = new FormData()
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content as BlobPart]), name)
  const { status, json, text } = await desk.client.post(desk.at('intakes'), form)
  expect(status, text).toBe(202)
  await sortIntake(systemCall(platform, desk.company.id), String(json.id))
  return (await desk.client.get(desk.at(`intakes/${json.id}`))).json.files as WireFile[]
}

/** A PDF with files inside. */
function pdfWith(files: Readonly<Record<string, Uint8Array>>, catalog = ''): Buffer {
  const entries = Object.entries(files)
  const names = entries.map(([name], at) => `(${name}) ${20 + at * 2} 0 R`).join(' ')
  const objects = entries.map(([name, content], at) =>
    Buffer.concat([
      bytes(`${20 + at * 2} 0 obj\n<</Type /Filespec /F (${name}) /EF <</F ${21 + at * 2} 0 R>>>>\nendobj\n`),
      bytes(`${21 + at * 2} 0 obj\n<</Length ${content.length}>>\nstream\n`),
      content,
      bytes('\nendstream\nendobj\n'),
    ]),
  )
  const root = `1 0 obj\n<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names [${names}]>>>> ${catalog}>>\nendobj\n`
  const pages = '2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n'
  return Buffer.concat([bytes(`%PDF-1.7\n${root}${pages}`), ...objects, bytes('trailer\n<</Root 1 0 R>>\n%%EOF\n')])
}

/** By name, what is refused, and a word of the reason. */
const REFUSED: readonly (readonly [name: string, content: Uint8Array, code: string, said: string])[] = [
  ['a.rar', bytes('Rar!\x1a\x07\x01\x00abc'), 'archive_unsupported', 'RAR'],
  ['a.7z', bytes('7z\xbc\xaf\x27\x1c\0\x04'), 'archive_unsupported', '7z'],
  ['a.tar', tar, 'archive_unsupported', 'TAR'],
  ['a.tar.gz', gzipSync(Buffer.concat([tar, Buffer.from('z')])), 'archive_unsupported', 'TAR'],
  ['a.msg', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1msg'), 'document_type_unsupported', 'Outlook'],
  ['a.docx', zipOf([{ name: '[Content_Types].xml', bytes: bytes('<Types/>') }]), 'document_type_unsupported', 'Office'],
  [
    'a.ods',
    zipOf([{ name: 'mimetype', bytes: bytes('application/vnd.oasis') }]),
    'document_type_unsupported',
    'Office',
  ],
  ['a.html', bytes('<!DOCTYPE html><html><body>Faktura</body></html>'), 'document_type_unsupported', 'web page'],
  ['a.xhtml', bytes('<html xmlns="http://www.w3.org/1999/xhtml"/>'), 'document_type_unsupported', 'web page'],
  ['a.rtf', bytes('{\\rtf1 Faktura}'), 'document_type_unsupported', 'RTF'],
  ['a.txt', bytes('Faktura 12, kr 100,00'), 'document_type_unsupported', 'none of'],
  ['a.csv', bytes('dato;sum\n2026-03-02;100,00\n'), 'document_type_unsupported', 'none of'],
  ['a.gif', bytes('GIF89a....'), 'document_type_unsupported', 'PNG or JPEG'],
  ['a.mp4', bytes('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), 'document_type_unsupported', 'film'],
  ['a.heic', bytes('\0\0\0\x18ftypmif1\0\0\0\0mif1heic'), 'picture_heic', 'HEIC'],
  ['a.asc', bytes('-----BEGIN PGP MESSAGE-----\n\nabc'), 'document_sealed', 'PGP'],
  ['a.p7m', Buffer.from('308204f006092a864886f70d010703a0', 'hex'), 'document_sealed', 'S/MIME'],
  ['tom.xml', bytes(''), 'document_type_unsupported', 'empty'],
  [
    'ord.xml',
    bytes('<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>'),
    'einvoice_unknown',
    'Order',
  ],
  ['doctype.xml', bytes('<!DOCTYPE a><a/>'), 'xml_doctype_refused', 'DOCTYPE'],
  ['a.xml.gz', gzipSync(bytes('<a')).subarray(0, 12), 'zip_malformed', 'damaged'],
]

describe('files that are no documents', () => {
  it('are refused with a code, and a sentence that says what they are, by every way alike', async () => {
    const desk = await newDesk(platform)
    for (const [name, content, code, said] of REFUSED) {
      const files = await upload(desk, { [name]: content })
      const refused = files.filter(({ outcome }) => outcome === 'refused')
      expect([name, refused.map((file) => file.code)]).toEqual([name, [code]])
      expect(refused[0]?.detail).toContain(said)
      const mail = await mailOf({ subject: name, text: `${name} Vedlagt.`, attachments: [attached(name, content)] })
      const inMail = (await upload(desk, { 'a.eml': mail })).filter(({ outcome }) => outcome === 'refused')
      expect([name, inMail.map((file) => file.code)]).toEqual([name, [code]])
    }
    expect((await desk.client.get(desk.at('receipts'))).json.data).toEqual([])
  }, 60_000)
})

describe('files that are documents in an odd form', () => {
  it('become receipts', async () => {
    const desk = await newDesk(platform)
    const xml = Buffer.from(invoiceXml()).toString()
    const again = (number: string) => Buffer.from(invoiceXml({ number })).toString()
    const styled = again('S-1').replace('?>', '?><?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/a.xsl"?>')
    const win = again('S-2').replace('UTF-8', 'Windows-1252').replace('Nordkraft AS', 'Nordkræft ÅS')
    const files = await upload(desk, {
      'bom.xml': Buffer.from(`\ufeff${xml}`),
      'utf16.xml': Buffer.from(`\ufeff${again('S-0').replace('UTF-8', 'UTF-16')}`, 'utf16le'),
      'styled.xml': Buffer.from(styled),
      'win.xml': Buffer.from(win, 'latin1'),
      'ehf.xml.gz': gzipSync(Buffer.from(again('S-3'))),
      'laast.pdf': encryptedPdf(),
      faktura: invoicePdf(),
    })
    expect(files.map(({ name, outcome }) => [name, outcome]).sort()).toEqual([
      ['bom.xml', 'receipt'],
      ['ehf.xml', 'receipt'],
      ['ehf.xml.gz', 'opened'],
      ['faktura', 'receipt'],
      ['laast.pdf', 'receipt'],
      ['styled.xml', 'receipt'],
      ['utf16.xml', 'receipt'],
      ['win.xml', 'receipt'],
    ])
    const windows = await desk.get(files.find(({ name }) => name === 'win.xml')?.receiptId ?? '')
    expect(windows.supplier.name).toBe('Nordkræft ÅS')
  }, 60_000)

  it('are the documents of a PDF that only holds them: e-invoices of several numbers, or a portfolio', async () => {
    const desk = await newDesk(platform)
    const two = { 'en.xml': invoiceXml({ number: '11' }), 'to.xml': invoiceXml({ number: '12' }) }
    const one = { 'factur-x.xml': invoiceXml({ number: '13' }), 'vilkaar.pdf': invoicePdf() }
    const several = pdfWith(two)
    const files = await upload(desk, {
      'samling.pdf': several,
      'mappe.pdf': pdfWith({ 'a.pdf': invoicePdf(), 'les.txt': bytes('hei') }, '/Collection <</View /D>>'),
      'faktura.pdf': pdfWith(one, '/Collection <</View /D>>'),
    })
    expect(files.map(({ name, outcome }) => [name, outcome]).sort()).toEqual([
      ['a.pdf', 'receipt'],
      ['en.xml', 'receipt'],
      ['faktura.pdf', 'receipt'],
      ['mappe.pdf', 'opened'],
      ['samling.pdf', 'opened'],
      ['to.xml', 'receipt'],
    ])
    const alone = await newDesk(platform)
    const { exceptions } = await alone.send(several, { 'content-type': 'application/pdf' })
    expect(exceptions.map(({ code }) => code)).toContain('document_of_several')
  }, 60_000)

  it('are 300 files of one mail, each in its place', async () => {
    const desk = await newDesk(platform)
    const attachments = Array.from({ length: 300 }, (_, at) => attached(`${at}.xml`, invoiceXml(), 'application/xml'))
    const files = await upload(desk, { 'a.eml': await mailOf({ attachments }) })
    expect(files.filter(({ outcome }) => outcome === 'receipt')).toHaveLength(300)
  }, 120_000)

  it('are pictures in WebP and AVIF, which are read', async () => {
    const desk = await newDesk(platform)
    const page = sharp(await drawPage(invoicePdf({ number: '20261042' }), 'application/pdf', 1, 1700))
    const pictures = { 'a.webp': await page.webp().toBuffer(), 'b.avif': await page.avif({ effort: 0 }).toBuffer() }
    const files = await upload(desk, pictures)
    expect(files.map(({ mediaType, outcome }) => [mediaType, outcome])).toEqual([
      ['image/webp', 'receipt'],
      ['image/avif', 'receipt'],
    ])
    for (const { receiptId } of files) {
      const attempt = { signal: AbortSignal.timeout(60_000), isLastAttempt: true }
      await readReceipt(systemCall(platform, desk.company.id), receiptId, attempt)
      const read = (await desk.get(receiptId)) as unknown as { reading: { fields: { number: { value: string } } } }
      expect(read.reading.fields.number.value).toBe('20261042')
    }
  }, 120_000)
})

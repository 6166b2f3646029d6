import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const XML = { 'content-type': 'application/xml' }
const invoice = () => corpusBytes('peppol-bis-billing-3/rules/examples/base-creditnote-correction.xml')
const pdf = (text = 'a') => new TextEncoder().encode(`%PDF-1.4\n${text}`)

async function newClient(): Promise<{ client: TestClient; url: string; companyId: string }> {
  const company = await newCompany(platform)
  const client = testClient(platform, await company.key())
  return { client, companyId: company.id, url: `/v1/companies/${company.id}/documents` }
}

describe('upload a document', () => {
  it('keeps the bytes and gives them back unchanged, with headers that let nothing run', async () => {
    const { client, url } = await newClient()
    const bytes = invoice()
    const made = await client.post(url, bytes, { ...XML, 'content-disposition': 'attachment; filename="a/b.xml"' })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ mediaType: 'application/xml', name: 'b.xml', size: bytes.length, refusal: null })
    expect(made.json.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    const content = await client.get(`${url}/${made.json.id}/content`)
    expect(content.text).toBe(new TextDecoder().decode(bytes))
    expect(content.headers.get('content-type')).toBe('application/xml')
    expect(content.headers.get('x-content-type-options')).toBe('nosniff')
    expect(content.headers.get('content-security-policy')).toContain('sandbox')
  })

  it('takes what the bytes are and not what the sender calls them', async () => {
    const { client, url } = await newClient()
    const made = await client.post(url, pdf(), XML)
    expect(made.json).toMatchObject({ mediaType: 'application/pdf', name: 'document.pdf' })
  })

  it('takes a multipart form of one file', async () => {
    const { client, url } = await newClient()
    const form = new FormData()
    form.append('file', new File([pdf()], 'scan.pdf', { type: 'application/pdf' }))
    expect((await client.post(url, form)).json).toMatchObject({ name: 'scan.pdf' })
    form.append('file', new File([pdf('b')], 'more.pdf'))
    expect((await client.post(url, form)).json.code).toBe('request_invalid')
  })

  it('keeps the files embedded in an e-invoice as documents of their own', async () => {
    const { client, url } = await newClient()
    const made = await client.post(url, embedding('Timesheet', pdf('hours')), XML)
    const [attachment] = made.json.attachments as { id: string; mediaType: string }[]
    expect(attachment).toMatchObject({ mediaType: 'application/pdf', name: 'hours.pdf', description: 'Timesheet' })
    const own = await client.get(`${url}/${attachment?.id}`)
    expect(own.json).toMatchObject({ origin: 'attachment', attachedTo: [made.json.id] })
  })
})

describe('an upload that is refused', () => {
  it('names a duplicate by the id of the first', async () => {
    const { client, url } = await newClient()
    const first = await client.post(url, pdf(), { 'content-type': 'application/pdf' })
    const again = await client.post(url, pdf(), { 'content-type': 'application/octet-stream' })
    expect(again.status).toBe(409)
    expect(again.json).toMatchObject({ code: 'document_duplicate', existingId: first.json.id })
  })

  it.each([
    ['xml_malformed', '<Invoice><open></Invoice>'],
    ['xml_doctype_refused', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['document_type_unsupported', 'MZ an executable'],
  ])('answers %s, and keeps the bytes and the reason', async (code, text) => {
    const { client, url } = await newClient()
    const refused = await client.post(url, new TextEncoder().encode(text), XML)
    expect(refused.json.code).toBe(code)
    const kept = await client.get(`${url}/${refused.json.documentId}`)
    expect(kept.json).toMatchObject({ size: text.length, refusal: { code, detail: refused.json.detail } })
    expect((await client.get(`${url}/${refused.json.documentId}/content`)).text).toBe(text)
  })

  it('is told its size before anything of it is read', async () => {
    const { client, url } = await newClient()
    const huge = await client.post(url, pdf(), { ...XML, 'content-length': String(40 * 1024 * 1024) })
    expect(huge.status).toBe(413)
    expect(huge.json.code).toBe('body_too_large')
  })

  it('answers a foreign document exactly like a missing one', async () => {
    const mine = await newClient()
    const theirs = await newClient()
    const made = await theirs.client.post(theirs.url, pdf(), XML)
    const foreign = await mine.client.get(`${mine.url}/${made.json.id}/content`)
    const missing = await mine.client.get(`${mine.url}/doc_01k8m3q7zj5e8v9x2c4b6n8p0r/content`)
    expect(foreign.status).toBe(404)
    const { requestId: _a, instance: _b, ...said } = foreign.json
    expect(missing.json).toMatchObject(said)
  })
})

describe('the same upload at once or again', () => {
  it('makes one document when twins race', async () => {
    const { client, url } = await newClient()
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.post(url, pdf(), XML)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ json }) => json.code === 'document_duplicate')).toHaveLength(5)
  })

  it('replays the answer of the same key', async () => {
    const { client, url } = await newClient()
    const key = { ...XML, 'idempotency-key': 'upload-1' }
    const first = await client.post(url, invoice(), key)
    const again = await client.post(url, invoice(), key)
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })

  it('keeps nothing of a dry run, not even the file', async () => {
    const { client, url } = await newClient()
    const bytes = pdf(`dry ${Math.random()}`)
    const dry = await client.post(url, bytes, { ...XML, prefer: 'dry-run' })
    expect(dry.status).toBe(201)
    expect((await client.get(`${url}/${dry.json.id}`)).status).toBe(404)
    expect(await platform.files.has(String(dry.json.sha256))).toBe(false)
  })
})

/** A real invoice with a file embedded in it. */
function embedding(description: string, content: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(invoice())
  const reference = `<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cbc:DocumentDescription>${description}</cbc:DocumentDescription>
    <cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="hours.pdf">${Buffer.from(content).toString('base64')}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>`
  return new TextEncoder().encode(
    text.replace('<cac:AccountingSupplierParty>', `${reference}<cac:AccountingSupplierParty>`),
  )
}

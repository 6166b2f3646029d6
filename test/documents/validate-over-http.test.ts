import { beforeAll, describe, expect, it } from 'vitest'
import { validate } from '#src/documents/rules/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

const XML = { 'content-type': 'application/xml' }
const EXAMPLE = 'peppol-bis-billing-3/rules/examples/Allowance-example.xml'
const text = () => new TextDecoder().decode(corpusBytes(EXAMPLE))
const firedIn = (json: Record<string, unknown>) => (json.fired as { id: string }[]).map(({ id }) => id)

let platform: Platform
let nobody: TestClient
beforeAll(async () => {
  platform = await testPlatform()
  nobody = testClient(platform)
})

/** An invoice of so many equal lines, whose sums are wrong. */
function longInvoice(lines: number): string {
  const [line = ''] = /<cac:InvoiceLine>.*?<\/cac:InvoiceLine>/s.exec(text()) ?? []
  return text().replace(line, line.repeat(lines))
}

describe('anybody has an e-invoice judged', () => {
  it('by the rules that it asks for, without a key', async () => {
    const { status, json } = await nobody.post('/v1/validate', corpusBytes(EXAMPLE), XML)
    expect(status).toBe(200)
    expect(json).toMatchObject({ syntax: 'ubl', document: 'invoice', valid: true, fired: [] })
    expect(json.rules).toEqual(['en16931', 'peppol'])
  })

  it('and is told what fired, how often and where', async () => {
    const broken = text().replace(/<cbc:PayableAmount.*/, '')
    const { json } = await nobody.post('/v1/validate?rules=en16931', broken, XML)
    expect(json).toMatchObject({ valid: false, rules: ['en16931'] })
    expect(firedIn(json)).toEqual(['BR-15', 'BR-CO-16'])
    expect((json.fired as object[])[0]).toMatchObject({ flag: 'fatal', count: 1 })
  })

  it('inside a PDF, as a form or as bytes', async () => {
    const pdf = corpusBytes('factur-x-fixtures/tests/fixtures/pdf/invoice_EN16931.pdf')
    const form = new FormData()
    form.append('file', new File([pdf as BlobPart], 'invoice.pdf', { type: 'application/pdf' }))
    const raw = await nobody.post('/v1/validate', pdf, { 'content-type': 'application/pdf' })
    expect(raw.json).toMatchObject({ syntax: 'cii', rules: ['en16931'] })
    expect((await nobody.post('/v1/validate', form)).json).toEqual(raw.json)
  })

  it('when it is a fragment', async () => {
    const CAC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'
    const fragment = `<c:PaymentMeans xmlns:c="${CAC}"/>`
    const { json } = await nobody.post('/v1/validate?fragment=true&rules=en16931', fragment, XML)
    expect(firedIn(json)).toContain('BR-49')
    expect((await nobody.post('/v1/validate', fragment, XML)).json.code).toBe('einvoice_unknown')
  })

  it('a long one in a thread, with the same answer, while others are answered', async () => {
    const long = longInvoice(2_000)
    const done: string[] = []
    const ask = async (name: string, body: string) => {
      const { json } = await nobody.post('/v1/validate', body, XML)
      done.push(name)
      return json
    }
    const [json] = await Promise.all([ask('long', long), ask('short', text())])
    expect(done).toEqual(['short', 'long'])
    const { fired } = validate(new TextEncoder().encode(long))
    expect(fired.length).toBeGreaterThan(0)
    expect(json.fired).toEqual(JSON.parse(JSON.stringify(fired)))
  })
})

describe('it is refused', () => {
  const BOMB = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
  it.each([
    ['a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), '', 409, 'document_not_einvoice'],
    ['what is no document', new TextEncoder().encode('hello'), '', 415, 'document_type_unsupported'],
    ['entities', BOMB, '', 422, 'xml_doctype_refused'],
    ['entities in a long document', `${BOMB}<!-- ${'x'.repeat(200_000)} -->`, '', 422, 'xml_doctype_refused'],
    ['XML that is not closed', '<a>', '', 422, 'xml_malformed'],
    ['rules that nobody knows', '<a/>', '?rules=klingon', 422, 'request_invalid'],
    ['nothing', '', '', 400, 'request_malformed'],
  ])('for %s', async (_what, body, query, status, code) => {
    const refused = await nobody.post(`/v1/validate${query}`, body, { 'content-type': 'application/octet-stream' })
    expect([refused.status, refused.json.code]).toEqual([status, code])
  })

  it('above 10 MiB', async () => {
    const refused = await nobody.post('/v1/validate', new Uint8Array(10 * 1024 * 1024 + 1), XML)
    expect([refused.status, refused.json.code]).toEqual([413, 'body_too_large'])
  })

  it('when an address asks too often; a credential has its own count, and must be right', async () => {
    const narrow = await testPlatform({ env: { RATE_LIMIT_PER_MINUTE: '20' } })
    const anybody = testClient(narrow)
    const ask = () => anybody.post('/v1/validate', corpusBytes(EXAMPLE), XML)
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200])
    const refused = await ask()
    expect([refused.status, refused.json.code]).toEqual([429, 'rate_limited'])
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    const company = await newCompany(narrow)
    const known = testClient(narrow, await company.key())
    const judged = await known.post('/v1/validate', corpusBytes(EXAMPLE), XML)
    expect([judged.status, judged.headers.get('ratelimit-policy')]).toEqual([200, '"credential";q=20;w=60'])
    const stranger = testClient(narrow, 'bk_live_wrong')
    expect((await stranger.post('/v1/validate', corpusBytes(EXAMPLE), XML)).status).toBe(401)
  })
})

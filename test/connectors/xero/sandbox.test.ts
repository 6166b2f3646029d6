import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { xero } from '#connectors/xero/connector.ts'
import { start } from '#connectors/xero/sandbox/sandbox.ts'
import { consent, startAuthorization, type VendorApp } from '#src/connect/index.ts'
import type { Sandbox } from '#src/connect/sdk.ts'
import { corpusText } from '#test/support/corpus.ts'
import { startFakeXero } from '#test/support/fake-xero/fake-xero.ts'

let fake: Sandbox
let app: VendorApp
let headers: Record<string, string>

beforeAll(async () => {
  fake = await startFakeXero()
  app = { clientId: fake.clientId, clientSecret: fake.clientSecret, urls: fake.urls }
  const tokens = await consent(xero, app, new Date())
  headers = {
    authorization: `Bearer ${tokens.accessToken}`,
    'xero-tenant-id': fake.organisation,
    accept: 'application/json',
  }
})
afterAll(() => fake.close())

const ask = async (method: string, path: string, body?: unknown, extra: Record<string, string> = {}) => {
  const answer = await fetch(`${fake.urls.api}/api.xro/2.0${path}`, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}), ...extra },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

describe('the fake holds a call against Xero’s document', () => {
  it('and lets a right one through', async () => {
    expect((await ask('PUT', '/Contacts', { Contacts: [{ Name: 'Rett AS' }] })).status).toBe(200)
    expect(fake.violations).toEqual([])
  })

  it.each([
    ['an unknown field', 'PUT', '/Contacts', { Contacts: [{ Nmae: 'Feil AS' }] }, 'additional properties'],
    ['a read-only field', 'PUT', '/Invoices', { Invoices: [{ Type: 'ACCPAY', Total: 1 }] }, 'additional properties'],
    ['a value outside the list', 'PUT', '/Invoices', { Invoices: [{ Type: 'BILL' }] }, 'allowed values'],
    ['a text for a number', 'PUT', '/Invoices', { Invoices: [{ LineItems: [{ Quantity: '1' }] }] }, 'must be number'],
    ['Microsoft’s date in a request', 'PUT', '/Invoices', { Invoices: [{ Date: '/Date(0)/' }] }, 'must match pattern'],
    ['an unknown query parameter', 'GET', '/Contacts?filter=x', undefined, 'no query parameter filter'],
    ['a query parameter of the wrong type', 'GET', '/Contacts?page=one', undefined, 'query parameter page'],
    ['a path that is not there', 'GET', '/Bills', undefined, 'not in Xero'],
  ])('and refuses %s', async (_, method, path, body, reason) => {
    const { status, json } = await ask(method, path, body)
    expect(status).toBe(400)
    expect(JSON.stringify(json)).toContain(reason)
  })

  it('and refuses an unknown header and a missing tenant', async () => {
    expect(JSON.stringify((await ask('GET', '/Contacts', undefined, { 'x-mine': '1' })).json)).toContain(
      'no header x-mine',
    )
    const { 'xero-tenant-id': _, ...untold } = headers
    const answer = await fetch(`${fake.urls.api}/api.xro/2.0/Contacts`, { headers: untold })
    expect(await answer.text()).toContain('xero-tenant-id is missing')
  })
})

describe('the sandbox refuses what Xero refuses', () => {
  const location = async (change: (url: URL) => void) => {
    const url = new URL((await startAuthorization(xero, app, 'http://127.0.0.1/back')).url)
    change(url)
    return new URL(
      (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? 'http://none/',
    ).searchParams.get('error')
  }
  it('the broad scopes of old apps, and a consent without PKCE', async () => {
    expect(await location((url) => url.searchParams.set('scope', 'offline_access accounting.transactions'))).toBe(
      'invalid_scope',
    )
    expect(await location((url) => url.searchParams.delete('code_challenge'))).toBe('invalid_request')
  })
  it('another organisation and a call beyond the scopes', async () => {
    expect((await ask('GET', '/Organisation', undefined, { 'xero-tenant-id': 'another' })).status).toBe(403)
    const narrow = { ...xero, auth: { ...xero.auth, scopes: ['offline_access', 'accounting.contacts.read'] } }
    const tokens = await consent(narrow, app, new Date())
    const bearer = { authorization: `Bearer ${tokens.accessToken}` }
    expect((await ask('GET', '/Contacts', undefined, bearer)).status).toBe(200)
    expect((await ask('PUT', '/Contacts', { Contacts: [{ Name: 'B' }] }, bearer)).status).toBe(401)
  })
  it('one idempotency key for two requests', async () => {
    const key = { 'idempotency-key': 'k-1' }
    expect((await ask('PUT', '/Contacts', { Contacts: [{ Name: 'En AS' }] }, key)).status).toBe(200)
    expect((await ask('PUT', '/Contacts', { Contacts: [{ Name: 'To AS' }] }, key)).status).toBe(400)
  })
  it('a line total that is not quantity × price, an unknown account and an overpayment', async () => {
    const { json } = await ask('PUT', '/Contacts', { Contacts: [{ Name: 'Tre AS' }] })
    const ContactID = (json.Contacts as { ContactID: string }[])[0]?.ContactID
    const bill = (line: object) => ({
      Invoices: [
        {
          Type: 'ACCPAY',
          Status: 'AUTHORISED',
          Date: '2026-03-02',
          Contact: { ContactID },
          LineItems: [{ Description: 'x', Quantity: 2, UnitAmount: 5, AccountCode: '6800', ...line }],
        },
      ],
    })
    expect((await ask('PUT', '/Invoices', bill({ LineAmount: 11 }))).status).toBe(400)
    expect((await ask('PUT', '/Invoices', bill({ AccountCode: '9999' }))).status).toBe(400)
    const made = await ask('PUT', '/Invoices', bill({}))
    const InvoiceID = (made.json.Invoices as { InvoiceID: string }[])[0]?.InvoiceID ?? ''
    expect(() => fake.pay(InvoiceID, '10.01', '2026-03-03')).toThrow()
    fake.pay(InvoiceID, '10.00', '2026-03-03')
    expect((await ask('GET', `/Invoices/${InvoiceID}`)).json.Invoices).toMatchObject([{ Status: 'PAID', AmountDue: 0 }])
  })
})

it('its webhook messages have the form that Xero publishes', () => {
  const document = parse(corpusText('xero-openapi', 'xero-webhooks.yaml')) as {
    components: { schemas: Record<string, object> }
  }
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const validate = ajv.compile(document.components.schemas.WebhookEvent ?? false)
  expect(
    validate(JSON.parse(Buffer.from(fake.webhook('update').raw).toString())),
    JSON.stringify(validate.errors),
  ).toBe(true)
})

it('runs without Xero’s document on a port of its own, as the demo needs it', async () => {
  const plain = await start({ clock: Date.now })
  const answer = await fetch(`${plain.urls.api}/api.xro/2.0/Organisation`)
  expect(answer.status).toBe(401)
  await plain.close()
})

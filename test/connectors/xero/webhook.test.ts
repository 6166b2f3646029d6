import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { webhook } from '#connectors/xero/webhook.ts'

const KEY = 'c29tZS13ZWJob29rLWtleQ=='
const sign = (raw: Uint8Array, key = KEY) => createHmac('sha256', key).update(raw).digest('base64')
const bytes = (text: string) => new TextEncoder().encode(text)
const verify = (raw: Uint8Array, signature: string | undefined, key = KEY) =>
  webhook.verify(raw, (name) => (name === 'x-xero-signature' ? signature : undefined), key)

/** A signature made by hand: the key is used as text, not decoded (HMAC-SHA256, RFC 2104). */
it('believes the base64 HMAC-SHA256 of the raw bytes', () => {
  const raw = bytes('{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4nd0mt3xt"}')
  expect(verify(raw, sign(raw))).toBe(true)
})

it('refuses the same text with other white space, because the bytes are signed', () => {
  const signature = sign(bytes('{"events": []}'))
  expect(verify(bytes('{"events":[]}'), signature)).toBe(false)
})

it.each([
  ['no signature', undefined],
  ['an empty one', ''],
  ['a short one', 'AAAA'],
  ['one in hex', createHmac('sha256', KEY).update('x').digest('hex')],
  ['one of another key', sign(bytes('x'), 'other')],
])('refuses %s', (_, signature) => {
  expect(verify(bytes('x'), signature)).toBe(false)
})

it('refuses everything while no key is set', () => {
  expect(verify(bytes('x'), sign(bytes('x'), ''), '')).toBe(false)
})

it('wakes the pull of payments once per organisation, for invoices and credit notes only', () => {
  const event = (eventCategory: string, tenantId: string) => ({ eventCategory, tenantId, eventType: 'UPDATE' })
  const raw = bytes(
    JSON.stringify({
      events: [event('INVOICE', 'a'), event('CREDITNOTE', 'a'), event('CONTACT', 'b'), event('INVOICE', 'c')],
    }),
  )
  expect(webhook.wakes(raw)).toEqual([
    { organisation: 'a', pull: 'payment' },
    { organisation: 'c', pull: 'payment' },
  ])
})

it.each(['', '<', '[]', 'null', '{"events":{}}', '{"events":[null,1]}'])('wakes nothing for %s', (text) => {
  expect(webhook.wakes(bytes(text))).toEqual([])
})

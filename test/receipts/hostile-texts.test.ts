import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { testPlatform } from '#test/support/platform.ts'
import { invoiceXml, NORWEGIAN, newDesk, XML } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const ELEMENT = /<(cbc:\w+)([^>]*)>([^<]+)<\/\1>/g

describe('an e-invoice', () => {
  it.each([
    // Random, as a database packs what repeats itself.
    ['very long', randomBytes(9000).toString('hex')],
    ['of figures without end', '9'.repeat(3000)],
    ['a date or an amount at the edge', '9999-12-31'],
  ])(
    'any of whose texts is %s is taken or refused with a reason',
    async (_, text) => {
      const desk = await newDesk(platform)
      const original = new TextDecoder().decode(corpusBytes(NORWEGIAN))
      const places = [...original.matchAll(ELEMENT)]
      expect(places.length).toBeGreaterThan(60)
      const faults: string[] = []
      for (const [place, { index, 0: whole, 1: name, 2: attributes }] of places.entries()) {
        const changed = `${original.slice(0, index)}<${name}${attributes}>${text}</${name}>${original.slice(index + whole.length)}`
        const numbered = name === 'cbc:ID' ? changed : changed.replace(/<cbc:ID>[^<]+/, `<cbc:ID>N-${place}`)
        const { status, json } = await desk.client.post(desk.at('receipts'), Buffer.from(numbered), XML)
        if (status >= 500) faults.push(`${name} ${place}: ${json.detail ?? status}`)
      }
      expect(faults).toEqual([])
    },
    120_000,
  )

  it.each(['EURO', 'nok', 'N', '42'])(
    'in the currency %s is taken, and a person is asked for the currency',
    async (currency) => {
      const desk = await newDesk(platform)
      const receipt = await desk.send(invoiceXml({ currency }))
      expect(receipt.exceptions).toContainEqual(
        expect.objectContaining({ code: 'code_unreadable', pointer: '/currency' }),
      )
      expect(receipt.declared.payable).toBe('1250.00')
      const filled = await desk.client.patch(desk.at(`receipts/${receipt.id}`), { currency: 'NOK' })
      expect([filled.status, filled.json.currency]).toEqual([200, 'NOK'])
    },
  )
})

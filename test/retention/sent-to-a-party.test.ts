import { describe, expect, it } from 'vitest'
import { listDocuments } from '#src/documents/index.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import { query } from '#src/platform/command/index.ts'
import { startMailServer } from '#test/invoices/deliveries/mail-server.ts'
import { drain } from '#test/support/drain.ts'
import { newShop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'

const server = await startMailServer()
const platform = await testPlatform({
  clock: new SteppedClock('2026-03-02T09:00:00Z'),
  env: { SMTP_URL: server.url, MAIL_FROM: 'faktura@bilag.example' },
})

describe('a legal hold on a customer', () => {
  it('keeps its invoices, their PDFs and what was sent to it', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    expect((await shop.client.get(shop.at(`invoices/${invoice.id}/pdf`))).status).toBe(200)
    const to = 'faktura@bakeriet.example'
    await shop.client.post(shop.at(`invoices/${invoice.id}/deliveries`), { channel: 'email', to })
    await drain({ platform })
    const reason = 'Tvist om leveransen.'
    const target = { targetKind: 'party', targetId: shop.customerId, reason }
    const { json: hold } = await shop.client.post(shop.at('retention/legal-holds'), target)
    const documents = await query('test.documents', { can: 'documents:read' }, (cx) =>
      listDocuments(cx, { limit: 50 }),
    )(shop.company.call(), undefined)
    expect(documents.map(({ name }) => name.split('.').at(-1)).sort()).toEqual(['eml', 'pdf', 'xml'])
    for (const { id } of documents) {
      const { json: shown } = await shop.client.get(shop.at(`documents/${id}`))
      expect((shown.retention as { holdIds: string[] }).holdIds).toEqual([hold.id])
    }
  })

  it('keeps nothing of another customer', async () => {
    const shop = await newShop(platform)
    const other = await shop.client.post(shop.at('parties'), { kind: 'customer', name: 'Kaféen AS', country: 'NO' })
    await shop.client.post(shop.at('retention/legal-holds'), {
      targetKind: 'party',
      targetId: other.json.id,
      reason: 'Tvist.',
    })
    const { documentId } = await shop.issue()
    const { json } = await shop.client.get(shop.at(`documents/${documentId}`))
    expect((json.retention as { holdIds: string[] }).holdIds).toEqual([])
  })
})

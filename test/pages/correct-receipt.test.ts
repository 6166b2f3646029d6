import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { readReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { invoicePdf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, type WireReceipt } from '#test/support/receipts.ts'
import { type Fields, type Visitor, visitor } from '#test/support/visitor.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

interface Open {
  readonly desk: Desk
  readonly receipt: WireReceipt
  readonly who: Visitor
  readonly action: string
  readonly fields: Fields
  now(): Promise<WireReceipt>
}

/** A draft whose PDF was read, open in front of a bookkeeper. */
async function open(pdf: Parameters<typeof invoicePdf>[0] = {}): Promise<Open> {
  const desk = await newDesk(platform)
  const { id } = await desk.send(invoicePdf(pdf), { 'content-type': 'application/pdf' })
  await readReceipt(systemCall(platform, desk.company.id), id, {
    signal: AbortSignal.timeout(60_000),
    isLastAttempt: true,
  })
  const { person } = await desk.company.member(['bookkeeper'], 'Berit Bok')
  const who = await visitor(platform, person)
  const path = `/c/${desk.company.id}/receipts/${id}`
  const fields = await who.form(path, `${path}/facts`)
  return { desk, receipt: await desk.get(id), who, action: `${path}/facts`, fields, now: () => desk.get(id) }
}

const codes = ({ exceptions }: WireReceipt) => exceptions.map(({ code, pointer }) => `${code} ${pointer}`)

describe('a correction on the page of a receipt', () => {
  it('writes what was changed, in the figures of the reader, and leaves the rest', async () => {
    const { who, action, fields, now, receipt } = await open()
    const filled = { number: ' 4711 ', dueOn: '2026-03-30', net: '1000,00', gross: '1 250,00', paymentReference: '' }
    const { status, location } = await who.post(action, { ...fields, ...filled, kind: 'supplierInvoice' })
    expect([status, location]).toEqual([303, action.replace('/facts', '')])
    const after = await now()
    expect(after).toMatchObject({
      number: '4711',
      dueOn: '2026-03-30',
      paymentReference: null,
      supplier: receipt.supplier,
    })
    expect(after.declared).toEqual(receipt.declared)
    expect(after.version).toBe(receipt.version + 1)
    const page = await who.page(location)
    expect(page).toMatch(/leste \d+/)
  })
  it('changes nothing when nothing was changed', async () => {
    const { who, action, fields, now, receipt } = await open()
    expect((await who.post(action, { ...fields, number: String(receipt.number), net: '1 000,00' })).status).toBe(303)
    expect((await now()).version).toBe(receipt.version)
  })
  it('takes a doubt away when a person says that it is right, and only that one', async () => {
    const { who, action, fields, now, receipt } = await open({ total: '1 200,00' })
    expect(codes(receipt)).toContain('field_uncertain /declared/net')
    await who.post(action, { ...fields, net: '1000,00', 'agreed-net': '1', vat: '250,00' })
    const after = codes(await now())
    expect(after).not.toContain('field_uncertain /declared/net')
    expect(after).toContain('field_uncertain /declared/vat')
  })
  it('finds the supplier by the number that a person writes', async () => {
    const { who, action, fields, now, receipt, desk } = await open()
    const other = { name: 'Fjordvarme AS', country: 'NO', kind: 'supplier', organisationNumber: '923609016' }
    const { json } = await desk.client.post(desk.at('parties'), other)
    await who.post(action, { ...fields, issuer: 'Fjordvarme', organisationNumber: '923609016' })
    expect((await now()).supplier.partyId).toBe(json.id)
    expect(json.id).not.toBe(receipt.supplier.partyId)
  })
  it.each([
    [{ net: 'tusen' }, 422, '<li>Netto:'],
    [{ currency: 'kroner' }, 422, '<li>Valuta:'],
    [{ issuedOn: '2026-02-30' }, 422, '<li>Fakturadato:'],
    [{ kind: 'bill' }, 422, '/kind'],
  ])('shows the form again with %j, the fault and what was written', async (filled, status, place) => {
    const { who, action, fields, now, receipt } = await open()
    const again = await who.post(action, { ...fields, number: '4711', ...filled })
    expect(again.status).toBe(status)
    expect(again.text).toContain(place)
    expect(again.text).toContain('value="4711"')
    expect((await now()).version).toBe(receipt.version)
  })
  it('is refused on a receipt that has changed since, and for who may not write', async () => {
    const { who, action, fields, now, desk, receipt } = await open()
    await desk.client.patch(desk.at(`receipts/${receipt.id}`), { number: '12' })
    expect((await who.post(action, { ...fields, number: '4711' })).status).toBe(412)
    expect((await now()).number).toBe('12')
    const { person } = await desk.company.member(['auditor'], 'Anne Revisor')
    const auditor = await visitor(platform, person)
    expect(await auditor.page(action.replace('/facts', ''))).not.toContain('/facts"')
  })
  it('is not offered where the sender of an e-invoice has said it', async () => {
    const { who, desk } = await open()
    const { id } = await desk.send(invoiceXml())
    expect(await who.page(`/c/${desk.company.id}/receipts/${id}`)).not.toContain('/facts"')
  })
})

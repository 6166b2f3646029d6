import { beforeAll, describe, expect, it } from 'vitest'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { advanceReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, submit } from '#test/support/receipts.ts'

const DAY_MS = 24 * 60 * 60_000
const clock = new SteppedClock('2026-03-02T09:00:00Z')
let platform: Platform
beforeAll(async () => {
  platform = await testPlatform({ clock })
})

/** A company whose invoices go by themselves once two of them were right. */
async function automatic(settings: object = {}): Promise<Desk> {
  const desk = await newDesk(platform)
  await desk.approveAll()
  const own = { 'coding.automaticAbove': '0.9', 'coding.automaticMinimum': 2, ...settings }
  await desk.client.patch(`/v1/companies/${desk.company.id}`, { settings: own })
  for (let count = 0; count < 2; count += 1) await submit(desk, await desk.send(invoiceXml({ cost: '6340' })))
  return desk
}

async function advanced(desk: Desk) {
  const { id } = await desk.send(invoiceXml({ cost: '6340' }))
  await advanceReceipt(systemCall(platform, desk.company.id), { receiptId: id })
  return desk.get(id)
}

const codes = ({ exceptions }: { exceptions: { code: string }[] }) => exceptions.map(({ code }) => code)

describe('a supplier at whose coding nobody has looked for long', () => {
  it('waits for a person once, and goes by itself again after that', async () => {
    const desk = await automatic()
    clock.advance(89 * DAY_MS)
    expect((await advanced(desk)).status).toBe('posted')
    clock.advance(DAY_MS)
    const waiting = await advanced(desk)
    expect([waiting.status, codes(waiting)]).toEqual(['draft', ['coding_look_due']])
    const again = await advanceReceipt(systemCall(platform, desk.company.id), { receiptId: waiting.id })
    expect(codes(again as never)).toEqual(['coding_look_due'])
    const posted = await submit(desk, waiting)
    expect([posted.json.status, posted.json.exceptions]).toEqual(['posted', []])
    expect((await advanced(desk)).status).toBe('posted')
  })

  it('is not waited for where the company says so, nor where the supplier is set to automatic', async () => {
    const never = await automatic({ 'coding.lookEveryDays': 0 })
    const trusted = await automatic()
    const { supplier } = await trusted.send(invoiceXml())
    await trusted.client.patch(trusted.at(`parties/${supplier.partyId}`), { autoPost: true })
    clock.advance(400 * DAY_MS)
    expect((await advanced(never)).status).toBe('posted')
    expect((await advanced(trusted)).status).toBe('posted')
  })
})

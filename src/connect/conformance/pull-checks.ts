import type { PulledPayment } from '../models.ts'
import type { Checkpoint, Connector } from '../sdk.ts'
import { type Check, check } from './check.ts'
import { pushed } from './samples.ts'
import { expectThat, Shortfall, type Stand } from './stand.ts'

const PAYMENTS = 230
const HOUR_MS = 3_600_000
/** Pages that a pull of the sample may take. */
const PAGES_MAX = 40

/** Payments that come in; nothing when the connector pulls none. */
export const pullChecks = (connector: Connector): Check[] => (connector.pull.payment ? CHECKS : [])

const CHECKS: Check[] = [
  check('pull.payment.all', 'every payment of many pages arrives once it is put together by id', async (stand) => {
    const bill = await pushed(stand, 'bill')
    const made = new Set(Array.from({ length: PAYMENTS }, () => stand.sandbox.pay(bill, '1.00', '2026-03-20')))
    const { records } = await pull(stand, null)
    const arrived = new Set(records.map(({ externalId }) => externalId))
    expectThat(
      [...made].every((id) => arrived.has(id)),
      `${arrived.size} of ${made.size} arrived`,
    )
    const [first] = records
    expectThat(first?.settles.externalId === bill && first.settles.model === 'bill', 'it does not say what it settles')
  }),
  check('pull.payment.resume', 'a pull resumes near where the last one ended, not at the beginning', async (stand) => {
    const bill = await pushed(stand, 'bill')
    for (const amount of ['10.00', '11.00', '12.00']) {
      stand.sandbox.pay(bill, amount, '2026-03-20')
      stand.clock.nowMs += HOUR_MS
    }
    const { checkpoint } = await pull(stand, null)
    const later = stand.sandbox.pay(bill, '13.00', '2026-03-21')
    const { records } = await pull(stand, checkpoint)
    expectThat(
      records.some(({ externalId }) => externalId === later),
      'the new one does not come',
    )
    expectThat(records.length <= 2, `${records.length} of 4 come again`)
  }),
  check('pull.payment.late', 'a change of the second of the checkpoint is not lost', async (stand) => {
    const bill = await pushed(stand, 'bill')
    stand.sandbox.pay(bill, '10.00', '2026-03-20')
    const { checkpoint } = await pull(stand, null)
    const late = stand.sandbox.pay(bill, '11.00', '2026-03-20')
    const { records } = await pull(stand, checkpoint)
    expectThat(
      records.some(({ externalId }) => externalId === late),
      'it never arrives',
    )
  }),
  check('pull.payment.deleted', 'a payment that was deleted arrives as deleted', async (stand) => {
    const paid = stand.sandbox.pay(await pushed(stand, 'bill'), '10.00', '2026-03-20')
    const { checkpoint } = await pull(stand, null)
    stand.clock.nowMs += HOUR_MS
    stand.sandbox.deletePayment(paid)
    const { records } = await pull(stand, checkpoint)
    expectThat(
      records.some((record) => record.externalId === paid && record.status === 'deleted'),
      'the deletion is not told',
    )
  }),
  check('pull.payment.summertime', 'the hour that the clocks repeat hides no payment', async (stand) => {
    const bill = await pushed(stand, 'bill')
    stand.clock.nowMs = Date.parse('2026-10-25T00:30:00Z')
    stand.sandbox.pay(bill, '10.00', '2026-10-25')
    const { checkpoint } = await pull(stand, null)
    stand.clock.nowMs = Date.parse('2026-10-25T01:30:00Z')
    const second = stand.sandbox.pay(bill, '11.00', '2026-10-25')
    const { records } = await pull(stand, checkpoint)
    const arrived = records.find(({ externalId }) => externalId === second)
    expectThat(arrived?.paidOn === '2026-10-25', 'the second half past two is missing or has another date')
  }),
]

async function pull(
  stand: Stand,
  from: Checkpoint | null,
): Promise<{ records: PulledPayment[]; checkpoint: Checkpoint }> {
  const { payment } = stand.connector.pull
  if (!payment) throw new Shortfall('the connector pulls no payments')
  const records: PulledPayment[] = []
  let checkpoint: Checkpoint = {}
  let pages = 0
  for await (const page of payment(stand.cx, from)) {
    records.push(...page.records)
    checkpoint = page.checkpoint
    expectThat(++pages <= PAGES_MAX, `still paging after ${PAGES_MAX} pages`)
  }
  return { records, checkpoint }
}

import { formatMinor, parseMinor } from '#src/kernel/money.ts'
import { type MadeEntry, makeStatement } from '../made/statement.ts'
import { balanceOf, daysAgo, type Scene } from '../set-the-scene.ts'
import { must } from '../speaker.ts'
import type { Stage } from '../stage.ts'
import { CUSTOMER, SUPPLIERS } from '../trade.ts'
import type { Invoice, Page, PaymentOrder, StatementUpload } from '../wire.ts'
import type { Received } from './receive-past-bills.ts'

/** Pays some of the past bills, lets a customer pay, and takes two statements in: movements of every kind that a match desk shows. */
export async function payPast(
  stage: Stage,
  scene: Scene,
  received: readonly Received[],
  [sold]: readonly Invoice[],
): Promise<void> {
  const billOf = (number: string): Received => {
    const found = received.find(({ past }) => past.number === number)
    must(found !== undefined, `there is no bill ${number} in the history`)
    return found
  }
  const power = billOf('7733102')
  const order = await payOnce(stage, scene, power)
  const first: MadeEntry[] = [
    { reference: '0001', amount: `-${power.bill.gross}`, ...order },
    direct('0002', billOf('40551782'), 'kid'),
    direct('0003', billOf('2026-0117'), 'text'),
    { reference: '0004', amount: '-1249.00', text: 'Visa varekjøp Byens Jernvare Bodø' },
    { reference: '0005', amount: '-58.00', text: 'Gebyr betalingsformidling' },
  ]
  const coffee = billOf('90211')
  const customer = { name: CUSTOMER.name, account: CUSTOMER.account }
  const { totals, paymentReference: kid } = sold ?? {}
  must(totals !== undefined && !!kid, 'nothing was sold')
  const second: MadeEntry[] = [
    { ...direct('0006', billOf('18834'), 'account') },
    { ...direct('0007', coffee, 'text'), amount: `-${lessThan(coffee.bill.gross, 50_000n)}` },
    { reference: '0008', amount: totals.payable, ...customer, kid },
    { reference: '0010', amount: '12480.00', ...customer, text: 'Kaffe til frokost' },
    { reference: '0009', amount: '18422.50', name: 'Kortoppgjør', text: 'Oppgjør korttransaksjoner, uke' },
  ]
  await takeStatement(stage, scene, 24, first)
  await takeStatement(stage, scene, 3, second)
}

/** Paid at the bank itself: with KID, with the invoice number in the text, or with nothing but the account. */
function direct(reference: string, { past, bill }: Received, how: 'kid' | 'text' | 'account'): MadeEntry {
  const { name, account } = SUPPLIERS[past.from]
  const paid = { reference, amount: `-${bill.gross}`, name, account }
  if (how === 'kid') return { ...paid, kid: bill.kid }
  return how === 'text' ? { ...paid, text: `Faktura ${past.number}` } : paid
}

const lessThan = (amount: string, minor: bigint): string =>
  formatMinor((parseMinor(amount, 'NOK') ?? 0n) - minor, 'NOK')

/** Our own payment of a bill; the one of an earlier, interrupted filling where there is one. */
async function payOnce({ as: { bookkeeper, approver } }: Stage, scene: Scene, { receipt }: Received) {
  const { openItemId } = receipt
  must(openItemId !== null, `${receipt.number} has no open item`)
  const orders = await bookkeeper.get<Page<PaymentOrder>>('payment-orders?limit=200')
  const made =
    orders.data.find(({ payments }) => payments.some((payment) => payment.openItemId === openItemId)) ??
    (await bookkeeper.post<PaymentOrder>('payment-orders', {
      bankAccountId: scene.bankAccount.id,
      openItemIds: [openItemId],
    }))
  if (made.status === 'proposed') {
    await approver.post(`payment-orders/${made.id}/approvals`, { seenVersion: made.version })
  }
  const [payment] = made.payments
  must(payment !== undefined, `${made.id} pays nothing`)
  return { endToEndId: payment.endToEndId, name: payment.creditor.name, account: payment.creditor.account }
}

async function takeStatement(stage: Stage, scene: Scene, days: number, entries: readonly MadeEntry[]): Promise<void> {
  const { bookkeeper } = stage.as
  const on = daysAgo(stage, days)
  const id = `KU-${entries[0]?.reference}`
  const path = `bank-accounts/${scene.bankAccount.id}/statements`
  const known = await bookkeeper.get<Page<{ bankId: string }>>(`${path}?limit=200`)
  if (known.data.some(({ bankId }) => bankId === id)) return
  const account = scene.bankAccount.number
  const bytes = makeStatement({ id, account, on, opening: await balanceOf(stage, scene.bankAccount), entries })
  await bookkeeper.send<StatementUpload>(path, { bytes, mediaType: 'application/xml', name: `kontoutskrift-${on}.xml` })
}

import { type Bill, writeBill } from '../bills.ts'
import { makePdf } from '../made/pdf.ts'
import { daysAgo } from '../set-the-scene.ts'
import { must, type Upload } from '../speaker.ts'
import type { Stage } from '../stage.ts'
import { STRANGER, SUPPLIERS } from '../trade.ts'
import type { Approval, Receipt } from '../wire.ts'
import { type Fate, PAST_BILLS, type PastBill, TAXI_RECEIPT } from './history.ts'

const REASON = 'Vi har ikke bestilt lampene; de går i retur.'

/** A bill of the past and the receipt that became of it. */
export interface Received {
  readonly past: PastBill
  readonly bill: Bill
  readonly receipt: Receipt
}

/** Takes the bills of the past weeks in and brings each as far as it should come. What is there already is left as it is. */
export async function receivePastBills(stage: Stage): Promise<Received[]> {
  const received: Received[] = []
  for (const past of PAST_BILLS) {
    const { from, number, lines } = past
    const bill = writeBill({ from: SUPPLIERS[from], number, issuedOn: daysAgo(stage, past.daysAgo), lines })
    const receipt = await takeIn(stage, bill.upload)
    received.push({ past, bill, receipt: await bringTo(stage, receipt, past.fate) })
  }
  await receiveOddOnes(stage)
  return received
}

/** Another account than the supplier has: true or false, somebody has to ask before it is paid. */
const OTHER_ACCOUNT = '97104002793'

/** What a person has to look at: a sender that nobody knows, a sum that is wrong, another account, a picture of a receipt. */
async function receiveOddOnes(stage: Stage): Promise<void> {
  const paper = [{ text: 'Kopipapir A4, eske', quantity: '4', unitPrice: '289.00' }]
  const unknown = writeBill({ from: STRANGER, number: '100482', issuedOn: daysAgo(stage, 3), lines: paper })
  await takeIn(stage, unknown.upload)
  const power = [{ text: 'Etterfakturering nettleie', quantity: '1', unitPrice: '640.00' }]
  const wrong = writeBill({ from: SUPPLIERS.power, number: '7751904', issuedOn: daysAgo(stage, 1), lines: power })
  const text = new TextDecoder().decode(wrong.upload.bytes).replace(/(<cbc:PayableAmount[^>]*>)800\.00/, '$1880.00')
  await takeIn(stage, { ...wrong.upload, bytes: new Uint8Array(Buffer.from(text)) })
  const chairs = [{ text: 'Barkrakk, eik', quantity: '2', unitPrice: '1890.00' }]
  const from = { ...SUPPLIERS.furniture, account: OTHER_ACCOUNT }
  const changed = writeBill({ from, number: '5547', issuedOn: daysAgo(stage, 2), lines: chairs })
  await takeIn(stage, changed.upload)
  await takeIn(stage, { bytes: makePdf(TAXI_RECEIPT), mediaType: 'application/pdf', name: 'taxi.pdf' })
}

async function takeIn({ as: { bookkeeper } }: Stage, upload: Upload): Promise<Receipt> {
  const { status, json } = await bookkeeper.ask<Receipt & { existingId?: string }>('POST', 'receipts', { upload })
  if (status === 201) return json
  must(status === 409 && json.existingId !== undefined, `${upload.name} was answered with ${status}`)
  return bookkeeper.get<Receipt>(`receipts/${json.existingId}`)
}

async function bringTo(stage: Stage, receipt: Receipt, fate: Fate): Promise<Receipt> {
  const { bookkeeper, approver, owner } = stage.as
  if (fate === 'automatic')
    return bookkeeper.until<Receipt>(`receipts/${receipt.id}`, ({ status }) => status === 'posted')
  if (receipt.status !== 'draft') return receipt
  const { approvalId } = await bookkeeper.post<Receipt>(`receipts/${receipt.id}/submissions`)
  if (fate === 'submitted') return bookkeeper.get<Receipt>(`receipts/${receipt.id}`)
  const answer = async (who: typeof owner, json: object): Promise<Approval> => {
    const { version } = await who.get<Approval>(`approvals/${approvalId}`)
    return who.post<Approval>(`approvals/${approvalId}/decisions`, { seenVersion: version, ...json })
  }
  if (fate === 'rejected') await answer(approver, { decision: 'reject', note: REASON })
  else {
    const { status } = await answer(approver, { decision: 'approve' })
    if (fate === 'posted' && status === 'pending') await answer(owner, { decision: 'approve' })
  }
  return bookkeeper.get<Receipt>(`receipts/${receipt.id}`)
}

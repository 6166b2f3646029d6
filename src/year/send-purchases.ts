import { z } from 'zod'
import type { Invoice } from '#src/documents/einvoice/index.ts'
import { ApiProblem } from './api.ts'
import { attempt, type Drive, inParallel } from './drive.ts'
import type { Prepared } from './prepare-company.ts'
import type { ReadFile } from './year-folder.ts'

const Receipt = z.object({
  id: z.string(),
  status: z.string(),
  lines: z.array(z.object({ account: z.string().nullable() })),
  exceptions: z.array(z.object({ code: z.string(), message: z.string() })),
})
type Receipt = z.infer<typeof Receipt>

const WIDTH = 4
const POLLS = 100
const POLL_MS = 300
/** A receipt in one of these goes on by itself. */
const UNDER_WAY = new Set(['reading', 'approved'])

/**
 * Sends the supplier invoices as receipts, then puts them up in the order of their dates, so that the vouchers are
 * numbered by date. Answers how many are posted; why others are not is among the troubles.
 */
export async function sendPurchases(drive: Drive, prepared: Prepared): Promise<number> {
  const { purchases } = drive.year
  drive.progress.begin('Receipts', purchases.length)
  const received = await inParallel(purchases, WIDTH, async (file) => {
    const receipt = await attempt(drive, file.name, () => receive(drive, file))
    drive.progress.tick()
    return { file, receipt }
  })
  drive.progress.begin('Postings', purchases.length)
  let posted = 0
  for (const { file, receipt } of received) {
    const end = receipt && (await attempt(drive, file.name, () => bringToBooks(drive, prepared, receipt)))
    if (end?.status === 'posted') posted += 1
    else if (end) tellWhy(drive, file.name, end)
    drive.progress.tick()
  }
  return posted
}

/** The receipt of the file; one that came in before is taken as it is now. */
async function receive({ api }: Drive, file: ReadFile<Invoice>): Promise<Receipt> {
  try {
    return await api.send('POST', '/receipts', file, Receipt)
  } catch (error) {
    const existingId = error instanceof ApiProblem && error.code === 'receipt_duplicate' && error.members.existingId
    if (typeof existingId !== 'string') throw error
    return api.get(`/receipts/${existingId}`, Receipt)
  }
}

async function bringToBooks(drive: Drive, { roles }: Prepared, received: Receipt): Promise<Receipt> {
  const receipt = received.status === 'draft' ? await submit(drive, roles.get('expense'), received) : received
  let latest = receipt
  for (let poll = 0; UNDER_WAY.has(latest.status) && poll < POLLS; poll++) {
    await new Promise((resume) => setTimeout(resume, POLL_MS))
    latest = await drive.api.get(`/receipts/${receipt.id}`, Receipt)
  }
  return latest
}

/** A line whose account nothing tells goes to the account that the chart keeps for costs of every kind. */
async function submit({ api }: Drive, fallback: string | undefined, receipt: Receipt): Promise<Receipt> {
  const { id, lines } = receipt
  const uncoded = lines.flatMap(({ account }, index) => (account === null ? [index + 1] : []))
  if (fallback !== undefined && uncoded.length > 0) {
    const coded = uncoded.map((lineNumber) => ({ lineNumber, account: fallback }))
    await api.send('PATCH', `/receipts/${id}`, { lines: coded }, Receipt)
  }
  return api.send('POST', `/receipts/${id}/submissions`, {}, Receipt)
}

function tellWhy(drive: Drive, file: string, { status, exceptions }: Receipt): void {
  const message = exceptions.map((one) => one.message).join(' ')
  drive.troubles.push({ file, code: 'receipt_not_posted', message: `The receipt is ${status}. ${message}`.trim() })
}

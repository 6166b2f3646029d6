import { type Company, getCompany } from '#src/companies/index.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Party } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { rateFor } from '../booking/rate-of-receipt.ts'
import { goesAlone } from '../coding/goes-alone.ts'
import { proposeCoding } from '../coding/propose-coding.ts'
import { renewed } from '../exceptions.ts'
import { withFindings } from '../findings.ts'
import { ASKED } from '../reading/reading.ts'
import { receiptReceived } from '../receipt.events.ts'
import { advanceReceiptJob, readReceiptJob } from '../receipt.jobs.ts'
import { findDuplicate, insertReceipt, loadReceipt } from '../receipt.store.ts'
import { type EnteredBy, type Receipt, type ReceiptContent, type ReceiptException, stateOf } from '../receipt.ts'
import { enteredBy } from './entered-by.ts'

/** Everything that a new receipt is made of, before it is coded. */
export interface Incoming {
  readonly content: ReceiptContent
  readonly party: Party | null
  /** Accounting costs that the document names, by place of the line. */
  readonly costs: readonly (string | null)[]
  readonly exceptions: readonly ReceiptException[]
  /** Who brought it in, when that is not who calls. */
  readonly enteredBy?: EnteredBy | undefined
  /** Its document is read by a job, and what is missing is asked for afterwards. */
  readonly isToBeRead?: boolean | undefined
}

/** Codes a new receipt and writes it down as a draft; what needs no human, or has yet to be read, goes on by a job. */
export async function storeReceipt(cx: Cx, id: string, incoming: Incoming, known?: Company): Promise<Receipt> {
  const { content: uncoded, party, costs, isToBeRead = false } = incoming
  await refuseDuplicate(cx, uncoded)
  const company = known ?? (await getCompany(cx, undefined))
  const content = {
    ...uncoded,
    lines: await proposeCoding(cx, company, { receiptId: id, content: uncoded, party, costs }),
  }
  const rate = await rateFor(cx, content, company.baseCurrency)
  const told = isToBeRead ? incoming.exceptions : renewed(incoming.exceptions, content, rate !== null)
  const exceptions = await withFindings(cx, id, content, told)
  const isNew = await insertReceipt(cx, {
    id,
    status: isToBeRead ? 'reading' : 'draft',
    content,
    exceptions,
    reading: isToBeRead ? ASKED : null,
    enteredBy: [incoming.enteredBy ?? enteredBy(cx.actor)],
  })
  if (!isNew) await refuseDuplicate(cx, uncoded)
  const receipt = await loadReceipt(cx, id)
  const { supplier, number, documentId } = content
  cx.audit({ kind: 'receipt', id }, { documentId, supplier, number })
  cx.emit(receiptReceived, stateOf(receipt))
  if (isToBeRead) cx.enqueue(readReceiptJob, { receiptId: id })
  else if (goesAlone({ ...content, exceptions }, party, company)) cx.enqueue(advanceReceiptJob, { receiptId: id })
  return receipt
}

/** Fails with `receipt_duplicate` when another receipt has the document, or the number of the same supplier. */
export async function refuseDuplicate(
  cx: Cx,
  {
    kind,
    number,
    documentId,
    documentPart,
    supplier,
  }: Pick<ReceiptContent, 'kind' | 'number' | 'documentId' | 'documentPart' | 'supplier'>,
  exceptId?: string,
): Promise<void> {
  const existingId = await findDuplicate(
    cx,
    { kind, number, documentId, documentPart, partyId: supplier.partyId },
    exceptId,
  )
  if (existingId !== undefined) failDuplicate(existingId)
}

/** Refuses with `receipt_duplicate` what the receipt that is named has already. */
export const failDuplicate = (existingId: string): never =>
  fail(
    'receipt_duplicate',
    'The company has a receipt of this document, or with this number of the supplier, already.',
    {
      members: { existingId },
    },
  )

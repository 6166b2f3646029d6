import { type Company, getCompany } from '#src/companies/index.ts'
import { type Envelope, type Identifier, type Invoice, isCounted } from '#src/documents/einvoice/index.ts'
import {
  type Document,
  type IncomingFile,
  type KeptAttachment,
  type KeptFile,
  keepAttachments,
  keepFile,
  readOrRefuse,
  recordDocument,
} from '#src/documents/index.ts'
import { isReadable } from '#src/documents/reading/index.ts'
import {
  type Bringer,
  type Handover,
  type IntakeKind,
  receiptsWithAttached,
  recordSentFile,
  settleAsReceipt,
  type TakenFile,
} from '#src/intake/index.ts'
import { newId } from '#src/kernel/id.ts'
import { normaliseOrgNumber } from '#src/kernel/org-number.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { enteredBy as entryOf } from './arrival/entered-by.ts'
import { NOBODY, supplierOfInvoice } from './arrival/find-supplier.ts'
import { contentOf } from './arrival/from-invoice.ts'
import { type ReadFile, readFile } from './arrival/read-file.ts'
import { failDuplicate, refuseDuplicate, storeReceipt } from './arrival/store-receipt.ts'
import { attachToReceipt } from './companions/attach-to-receipt.ts'
import { firstInForce } from './companions/companion.store.ts'
import { findCompanion } from './companions/find-companion.ts'
import { doubtsOfPages } from './doubts-of-pages.ts'
import { EMPTY, type Receipt, type ReceiptException } from './receipt.ts'

interface FromFile {
  readonly file: KeptFile
  readonly attachments: readonly KeptAttachment[]
  readonly read: ReadFile
  readonly arrival: InIntake | undefined
}

/** The place in an intake that a file has. */
interface InIntake {
  readonly fileId: string
  readonly kind: IntakeKind
  readonly receivedBy: Bringer
}

/**
 * Takes a file in as a receipt. The bytes are kept first, whatever becomes of them; malformed ones are refused with
 * their own code, the same file or the same number of a supplier with `receipt_duplicate` and `existingId`.
 */
export async function receiveReceipt(call: Call, incoming: IncomingFile): Promise<Receipt> {
  const file = await keepFile(call, incoming)
  try {
    return await receive(call, file, incoming.bytes)
  } catch (error) {
    await recordRefusal(call, file, error)
    throw error
  }
}

/**
 * A file of an intake, whichever way it came: the same as one that is sent alone, entered by who brought it. A PDF or
 * picture of an e-invoice of the same delivery is put to the receipt of that.
 */
export async function receiveFromIntake(call: Call, taken: TakenFile): Promise<void> {
  const { bytes, name, fileId, documentId } = taken
  const file = await keepFile(call, { bytes, name })
  const companion = await findCompanion(call, taken, file.mediaType)
  if (companion?.isOlder) failDuplicate(companion.receiptId)
  const isAttached = companion && (await attachToReceipt(call, { ...companion, fileId, documentId, name }))
  if (!isAttached) await receive(call, file, bytes, taken)
}

async function receive(call: Call, file: KeptFile, bytes: Uint8Array, arrival?: InIntake): Promise<Receipt> {
  const said = await readOrRefuse(call, file, () => readFile(bytes))
  const isCarried = said.invoice !== null && file.mediaType === 'application/pdf'
  const doubts = said.invoice && isCarried ? await doubtsOfPages(bytes, said.invoice) : []
  const read = { ...said, exceptions: [...said.exceptions, ...doubts] }
  const attachments = await keepAttachments(call, read.attachments)
  return takeIn(call, { file, attachments, read, arrival })
}

/** A refused file whose bytes are kept is an arrival too; its answer is the refusal. */
async function recordRefusal(call: Call, file: KeptFile, error: unknown): Promise<void> {
  if (!isProblem(error)) return
  const { documentId } = error.options.members ?? {}
  if (typeof documentId !== 'string') return
  const { idempotency: _key, render: _render, ...alone } = call
  await recordSentFile(alone, { file, documentId, became: { code: error.code, detail: error.message } })
}

const takeIn = command(
  'receipt.receive',
  { can: 'receipts:write' },
  async (cx: Cx, { file, attachments, read, arrival }: FromFile): Promise<Receipt> => {
    const { document } = await recordDocument(cx, { file, attachments })
    const receipt = await storeRead(cx, document, read, arrival)
    const handover = handoverOf(read.envelope)
    if (arrival) await settleAsReceipt(cx, { fileId: arrival.fileId, receiptId: receipt.id, handover })
    else await recordSentFile(cx, { file, documentId: document.id, became: { receiptId: receipt.id }, handover })
    return receipt
  },
)

/** Participants as a network writes them, "0192:991825827". */
function handoverOf(envelope: Envelope | undefined): Handover | undefined {
  const written = (one: Identifier | undefined) => (one ? [one.scheme, one.id].filter(Boolean).join(':') : null)
  return (
    envelope && {
      sender: written(envelope.sender),
      recipient: written(envelope.receiver),
      messageId: envelope.messageId ?? null,
    }
  )
}

async function storeRead(
  cx: Cx,
  { id: documentId, mediaType }: Document,
  read: ReadFile,
  arrival: InIntake | undefined,
): Promise<Receipt> {
  const { invoice, computed, exceptions } = read
  const blank = { ...EMPTY, kind: arrival?.kind ?? EMPTY.kind, documentId }
  const enteredBy = arrival && entryOf(arrival.receivedBy)
  await refuseDuplicate(cx, blank)
  await refuseAttached(cx, documentId)
  const id = newId('receipt')
  if (!invoice) {
    const isToBeRead = isReadable(mediaType)
    return storeReceipt(cx, id, { content: blank, party: NOBODY.party, costs: [], exceptions, enteredBy, isToBeRead })
  }
  const company = await getCompany(cx, undefined)
  const { party, supplier } = await supplierOfInvoice(cx, invoice, id, [enteredBy ?? entryOf(cx.actor)])
  const content = { ...contentOf(invoice, computed), supplier, documentId }
  const all = [...exceptions, ...addressOf(invoice, company)]
  return storeReceipt(cx, id, { content, party, costs: costsOf(invoice), exceptions: all, enteredBy }, company)
}

/** The same file again, of which an e-invoice that it came with made a receipt. Fails with `receipt_duplicate`. */
async function refuseAttached(cx: Cx, documentId: string): Promise<void> {
  const existingId = await firstInForce(cx, await receiptsWithAttached(cx, documentId))
  if (existingId !== undefined) failDuplicate(existingId)
}

/** BT-133 of each line, else BT-19 of the whole; what follows the lines has none. */
const costsOf = ({ lines, accountingCost }: Invoice): (string | null)[] =>
  lines.filter(isCounted).map((line) => line.accountingCost ?? accountingCost ?? null)

/** An invoice that names another organisation as the customer is for a person to look at. */
function addressOf({ customer }: Invoice, company: Company): ReceiptException[] {
  const ours = company.organisationNumber
  const theirs = customer.organisationNumber
  if (ours === null || theirs === undefined || normaliseOrgNumber(theirs) === normaliseOrgNumber(ours)) return []
  const message = `The invoice is addressed to ${customer.name ?? 'an organisation'} (${theirs}), and not to ${company.name} (${ours}).`
  return [{ code: 'customer_differs', message, pointer: '/documentId' }]
}

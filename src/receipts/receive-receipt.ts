import { type Company, getCompany } from '#src/companies/index.ts'
import { type Invoice, isCounted } from '#src/documents/einvoice/index.ts'
import {
  type IncomingFile,
  type KeptAttachment,
  type KeptFile,
  keepAttachments,
  keepFile,
  readOrRefuse,
  recordDocument,
} from '#src/documents/index.ts'
import { newId } from '#src/kernel/id.ts'
import { normaliseOrgNumber } from '#src/kernel/org-number.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { NOBODY, supplierOfInvoice } from './find-supplier.ts'
import { contentOf } from './from-invoice.ts'
import { type ReadFile, readFile } from './read-file.ts'
import { EMPTY, type Receipt, type ReceiptException } from './receipt.ts'
import { refuseDuplicate, storeReceipt } from './store-receipt.ts'

interface FromFile {
  readonly file: KeptFile
  readonly attachments: readonly KeptAttachment[]
  readonly read: ReadFile
}

/**
 * Takes a file in as a receipt. The bytes are kept first, whatever becomes of them; malformed ones are refused with
 * their own code, the same file or the same number of a supplier with `receipt_duplicate` and `existingId`.
 */
export async function receiveReceipt(call: Call, incoming: IncomingFile): Promise<Receipt> {
  const file = await keepFile(call, incoming)
  const read = await readOrRefuse(call, file, () => readFile(incoming.bytes))
  const attachments = await keepAttachments(call, read.attachments)
  return takeIn(call, { file, attachments, read })
}

const takeIn = command(
  'receipt.receive',
  { can: 'receipts:write' },
  async (cx: Cx, { file, attachments, read }: FromFile): Promise<Receipt> => {
    const { document } = await recordDocument(cx, { file, attachments })
    const { invoice, computed, exceptions } = read
    const blank = { ...EMPTY, documentId: document.id }
    await refuseDuplicate(cx, blank)
    const id = newId('receipt')
    if (!invoice) return storeReceipt(cx, id, { content: blank, party: NOBODY.party, costs: [], exceptions })
    const company = await getCompany(cx, undefined)
    const { party, supplier } = await supplierOfInvoice(cx, invoice, id)
    const content = { ...contentOf(invoice, computed), supplier, documentId: document.id }
    const all = [...exceptions, ...addressOf(invoice, company)]
    return storeReceipt(cx, id, { content, party, costs: costsOf(invoice), exceptions: all }, company)
  },
)

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

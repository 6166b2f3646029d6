import { type KeptFile, recordDocument } from '#src/documents/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import { answersOf, findReturned, insertAnswer, loadDelivery, type Returned } from './delivery.store.ts'
import type { Delivery, DeliveryAnswer } from './delivery.ts'
import { type ReturnReport, readReport } from './read-report.ts'
import { giveUp } from './record-delivery.ts'
import { returnTokenOf } from './return-address.ts'

/** The delivery whose return address it is. */
export async function findReturnedTo({ config, db }: Platform, address: string): Promise<Returned | undefined> {
  const token = returnTokenOf(address, config.mail.domain)
  return token === undefined ? undefined : findReturned(db.app, token)
}

interface ReturnedMail {
  readonly deliveryId: string
  readonly bytes: Uint8Array
  readonly kept: Pick<KeptFile, 'sha256' | 'size'>
}

const MAIL = 'message/rfc822'

/**
 * Takes a report of a mail server about a mail that we sent, and keeps it beside the delivery: what failed needs a
 * person. False when this report was here before. Fails with returned_mail_unknown for what is no report,
 * returned_mail_foreign for one about another mail, and returned_mail_early while the mail is being sent.
 */
export async function takeReturned(call: Call, { deliveryId, bytes, kept }: ReturnedMail): Promise<boolean> {
  const report = await readReport(bytes)
  if (!report) return fail('returned_mail_unknown', 'Only reports of mail servers are taken here.')
  const file = { ...kept, mediaType: MAIL, name: `returned-${deliveryId}.eml` }
  return recordReturned(call, { deliveryId, report, file })
}

interface Report {
  readonly deliveryId: string
  readonly report: ReturnReport
  readonly file: KeptFile
}

const recordReturned = command(
  'delivery.returned',
  { can: 'invoices:issue' },
  async (cx, { deliveryId, report, file }: Report): Promise<boolean> => {
    const delivery = await loadDelivery(cx, deliveryId, 'for update')
    demandAboutIt(delivery, report)
    const { document } = await recordDocument(cx, { file, origin: 'mail' })
    const known = (await answersOf(cx, [deliveryId])).get(deliveryId) ?? []
    const isNew = !known.some(({ documentId }) => documentId === document.id)
    cx.audit({ kind: 'delivery', id: deliveryId }, { action: report.action, documentId: document.id, isNew })
    if (isNew) await follow(cx, delivery, report, document.id)
    return isNew
  },
)

/** Whoever got the mail knows its return address; a report has to know the mail, too. */
function demandAboutIt({ id, to }: Delivery, { messageId, envelopeId, recipient }: ReturnReport): void {
  const isOfIt = messageId === undefined ? undefined : messageId.startsWith(`<${id}@`)
  const isInIt = envelopeId === undefined ? undefined : envelopeId === id
  const isKnown = isOfIt ?? isInIt ?? recipient === to?.toLowerCase()
  if (!isKnown || isOfIt === false || isInIt === false)
    fail('returned_mail_foreign', 'The report is about another mail than the one that left from this address.')
}

const OUTCOMES: Readonly<Record<string, DeliveryAnswer['outcome']>> = { failed: 'refused', delayed: 'deferred' }

async function follow(cx: Cx, delivery: Delivery, report: ReturnReport, documentId: string): Promise<void> {
  const { action, status, diagnostic } = report
  const answer = [status, diagnostic].filter(Boolean).join(' ') || action
  if (action === 'failed' && delivery.status === 'planned')
    fail('returned_mail_early', 'The mail is being sent; send the report again later.')
  if (action === 'failed' && delivery.status === 'sent') await giveUp(cx, delivery, 'delivery_bounced', answer)
  await insertAnswer(cx, delivery.id, { outcome: OUTCOMES[action] ?? 'accepted', answer, documentId })
}

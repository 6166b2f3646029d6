import { getCompany } from '#src/companies/index.ts'
import { readEInvoice } from '#src/documents/einvoice/index.ts'
import { getDocumentContent, keepFile } from '#src/documents/index.ts'
import { formatMinor } from '#src/kernel/money.ts'
import { query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { sendMail } from '#src/platform/mail/send-mail.ts'
import { loadInvoice } from '../invoice.store.ts'
import { invoicePdf } from '../print/invoice-pdf.ts'
import { getInvoiceUbl } from '../read-invoices.ts'
import { sellerSettings } from '../seller/seller-settings.ts'
import { composeMail } from './compose-mail.ts'
import type { Delivery, Outcome } from './delivery.ts'
import type { MailFacts } from './mail-words.ts'
import { handOver } from './record-delivery.ts'
import { returnAddressOf } from './return-address.ts'

export const MAIL = 'message/rfc822'

/**
 * One try by mail. The mail is made once and kept; every further try sends the same bytes. Nobody can be asked whether
 * a mail arrived, so a try whose outcome is unknown is left to a person, who sends the same mail again or asks.
 */
export async function sendByMail(
  call: Call,
  delivery: Delivery,
  remember: (latest: Delivery) => void,
): Promise<Outcome> {
  if (delivery.isHandedOver)
    return { kind: 'unknown', answer: 'The sending process ended before the mail server answered.' }
  const { smtpUrl, mailFrom, hasReturns, domain } = call.platform.config.mail
  if (smtpUrl === undefined || mailFrom === undefined)
    return { kind: 'refused', code: 'mail_unconfigured', answer: 'SMTP_URL and MAIL_FROM are not set.' }
  const to = delivery.to ?? ''
  const kept = delivery.documentId
  const bytes = kept ? (await getDocumentContent(call, kept)).bytes : await write(call, delivery, mailFrom)
  const document = kept ?? { ...(await keepFile(call, { bytes, name: `${delivery.id}.eml` })), mediaType: MAIL }
  remember(await handOver(call, { delivery, document }))
  const { returnToken } = delivery
  const from = hasReturns && returnToken !== null ? returnAddressOf(returnToken, domain) : mailFrom
  const { kind, answer } = await sendMail({ smtpUrl, from, to, bytes, envelopeId: delivery.id })
  return kind === 'refused' ? { kind, code: 'delivery_refused', answer } : { kind, answer }
}

async function write(call: Call, delivery: Delivery, mailFrom: string): Promise<Uint8Array> {
  const { invoiceId, language } = delivery
  const { facts, replyTo } = await factsOf(call, invoiceId)
  const ubl = await getInvoiceUbl(call, invoiceId)
  const pdf = await invoicePdf(call, invoiceId, { language })
  return composeMail({
    deliveryId: delivery.id,
    facts,
    language,
    mailFrom,
    replyTo,
    to: delivery.to ?? '',
    date: call.platform.clock.now(),
    files: [
      { name: pdf.name, mediaType: 'application/pdf', bytes: pdf.bytes },
      { name: ubl.name, mediaType: 'application/xml', bytes: ubl.bytes },
      ...filesInside(ubl.bytes),
    ],
  })
}

/** What went out inside the e-invoice, for those who read the mail alone. */
const filesInside = (ubl: Uint8Array) =>
  readEInvoice(ubl).invoice.attachments.flatMap(({ fileName = '', mediaType = '', content }) =>
    content ? [{ name: fileName, mediaType, bytes: content }] : [],
  )

const factsOf = query(
  'delivery.facts',
  { can: 'invoices:read' },
  async (cx, invoiceId: string): Promise<{ readonly facts: MailFacts; readonly replyTo: string | undefined }> => {
    const { kind, number, documentId, currency, dueOn, paymentReference, totals } = await loadInvoice(cx, invoiceId)
    const company = await getCompany(cx, undefined)
    const { invoice } = readEInvoice((await getDocumentContent(cx, documentId ?? '')).bytes)
    const facts = {
      kind,
      number: number ?? '',
      seller: company.name,
      payable: formatMinor(totals.grossMinor, currency),
      currency,
      dueOn,
      account: invoice.bankAccount ?? null,
      paymentReference,
    }
    return { facts, replyTo: sellerSettings(company).email }
  },
)

import type { Company } from '#src/companies/index.ts'
import type { Invoice as EInvoice } from '#src/documents/einvoice/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { attachmentsOf } from '../attachments.ts'
import { buyerAsKnown, customerParty } from '../customer.ts'
import { datesOf } from '../demand-issuable.ts'
import { eInvoiceOf } from '../document/write-document.ts'
import type { Invoice } from '../invoice.ts'
import { atCurrentRates } from '../lines/exchange.ts'
import { sellerAsKnown } from '../seller/seller.ts'
import { languageFor } from './template.ts'

/** What a draft would say were it issued today, with what is known so far: without number and payment reference. */
export async function draftAsEInvoice(cx: Cx, written: Invoice, company: Company): Promise<EInvoice> {
  const [draft = written] = await atCurrentRates(cx, [written])
  const party = await customerParty(cx, draft.customer.partyId)
  const facts = { content: draft, ...datesOf(draft, party, cx.today), number: undefined, paymentReference: undefined }
  const language = languageFor(party, company)
  const attachments = await attachmentsOf(cx, draft.attachments, true)
  const [seller, buyer] = [sellerAsKnown(company), buyerAsKnown(party, draft, company)]
  return eInvoiceOf({ ...facts, language, attachments, seller, buyer })
}

import { type Company, getCompany } from '#src/companies/index.ts'
import { keepFile, recordDocument } from '#src/documents/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { makeKid } from '#src/kernel/kid.ts'
import { accountsByRole, type OpenItem, postJournalEntry } from '#src/ledger/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { attachmentsOf } from '../attachments.ts'
import { buyerOf, customerParty } from '../customer.ts'
import { datesOf, demandAmount, demandDue, demandRegistered } from '../demand-issuable.ts'
import { markIssued } from '../invoice.store.ts'
import type { Invoice } from '../invoice.ts'
import { demandExchange } from '../lines/exchange.ts'
import { takeNumber } from '../number.store.ts'
import { entryOf } from '../posting.ts'
import { languageFor } from '../print/template.ts'
import { type Seller, sellerOf } from '../seller/seller.ts'
import { writeDocument } from './write-document.ts'

/** The invoice that a credit note takes back, and what is open of it. */
export interface Preceding {
  readonly number: string
  readonly issuedOn: BookDate | null
  readonly openItem: OpenItem | undefined
}

/**
 * Makes a draft final: number, payment reference, document, entry and open item, all in this transaction. The bytes
 * are in the file store before a row names them. What can be refused is refused before the number is taken, since its
 * lock makes every other issuing of the company wait.
 */
export async function issueDocument(cx: Cx, draft: Invoice, preceding?: Preceding): Promise<Invoice> {
  const company = await getCompany(cx, undefined)
  const seller = sellerOf(company)
  demandAmount(draft)
  demandRegistered(draft, seller)
  const party = await customerParty(cx, draft.customer.partyId)
  const buyer = buyerOf(party, draft, company)
  const language = languageFor(party, company)
  const { issuedOn, dueOn } = datesOf(draft, party, cx.today, preceding !== undefined)
  demandDue(issuedOn, dueOn)
  demandExchange(draft, company.baseCurrency, issuedOn)
  const roles = await accountsByRole(cx, undefined)
  const attachments = await attachmentsOf(cx, draft.attachments)
  const number = await takeNumber(cx)
  const paymentReference = referenceOf(number, company, seller)
  const said = { content: draft, number, paymentReference, issuedOn, dueOn }
  const bytes = writeDocument({ ...said, seller, buyer, preceding, language, attachments })
  const file = await keepFile(cx, {
    bytes,
    name: `${draft.kind === 'invoice' ? 'invoice' : 'credit-note'}-${number}.xml`,
  })
  const { document } = await recordDocument(cx, { file })
  const ground = { ...said, invoiceId: draft.id, documentId: document.id, roles, credited: preceding?.openItem }
  const entry = await postJournalEntry(cx, entryOf(ground))
  const openItemId = entry.lines.find((line) => line.openItemId !== null)?.openItemId ?? null
  return markIssued(cx, draft, {
    number,
    paymentReference,
    issuedOn,
    dueOn,
    documentId: document.id,
    journalEntryId: entry.id,
    openItemId,
  })
}

/** KID in Norway; elsewhere payers quote the number itself. */
const referenceOf = (number: string, { country }: Company, { kidMethod }: Seller): string =>
  country === 'NO' ? makeKid(number, kidMethod) : number

import { type Company, getCompany } from '#src/companies/index.ts'
import {
  type Attachment,
  type RuleSetName,
  type Validation,
  validate,
  writeEInvoice,
  writeUbl,
} from '#src/documents/einvoice/index.ts'
import { getDocumentContent } from '#src/documents/index.ts'
import { getParty, type Party } from '#src/parties/index.ts'
import { query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { attachmentsOf } from '../attachments.ts'
import { buyerAsKnown, buyerOf, customerParty } from '../customer.ts'
import { reachOfParty } from '../deliveries/read-reach.ts'
import { datesOf, demandAmount, demandDue, demandRegistered } from '../demand-issuable.ts'
import { eInvoiceOf } from '../document/write-document.ts'
import { draftContent } from '../draft-content.ts'
import { loadInvoice } from '../invoice.store.ts'
import type { Invoice, InvoiceContent } from '../invoice.ts'
import { demandExchange } from '../lines/exchange.ts'
import { languageFor } from '../print/template.ts'
import { sellerAsKnown, sellerOf } from '../seller/seller.ts'
import type { Finding, InvoiceCheck, Profile } from './check.ts'
import { findingOf, refusalsOf } from './finding.ts'
import { longTexts } from './long-texts.ts'

export interface CheckInvoice {
  readonly invoiceId: string
  /** By the customer and the way that its invoices go when left out. */
  readonly profile?: Profile | undefined
}

/**
 * What would be refused were the draft issued today, by us and by its receiver, each with the field that mends it.
 * Nothing is written and no number is taken. An issued invoice is judged as it went out.
 */
export const checkInvoice = query(
  'invoice.check',
  { can: 'invoices:read' },
  async (cx, { invoiceId, profile: wanted }: CheckInvoice): Promise<InvoiceCheck> => {
    const invoice = await loadInvoice(cx, invoiceId)
    const party = await getParty(cx, { partyId: invoice.customer.partyId })
    const profile = wanted ?? (await profileFor(cx, party, invoice))
    if (invoice.documentId !== null) {
      const { bytes } = await getDocumentContent(cx, invoice.documentId)
      return answer(profile, validate(bytes, wanted && { rules: RULES[wanted] }), [])
    }
    return checkDraft(cx, invoice, party, profile)
  },
)

const RULES: Readonly<Record<Profile, readonly RuleSetName[]>> = {
  en16931: ['en16931'],
  peppol: ['en16931', 'peppol'],
  xrechnung: ['en16931', 'xrechnung'],
}

/** Leitweg-ID of a German authority (KoSIT, "Formatspezifikation Leitweg-ID" 2.0); its scheme in Peppol is 0204. */
const LEITWEG = /^\d{2,12}-[A-Z0-9]{1,30}-\d{2}$/i
const LEITWEG_SCHEME = /^0204:/

async function profileFor(cx: Cx, party: Party, { buyerReference, orderReference }: Invoice): Promise<Profile> {
  if (LEITWEG_SCHEME.test(party.endpoint ?? '') || LEITWEG.test(buyerReference ?? '')) return 'xrechnung'
  const { channel, participant } = await reachOfParty(cx, party.id)
  if (channel === 'network' || party.endpoint !== null) return 'peppol'
  const hasReference = buyerReference !== null || orderReference !== null
  return participant !== null && hasReference ? 'peppol' : 'en16931'
}

async function checkDraft(cx: Cx, draft: Invoice, party: Party, profile: Profile): Promise<InvoiceCheck> {
  const company = await getCompany(cx, undefined)
  let content: InvoiceContent = draft
  const recoded = await refusalsOf(async () => {
    content = await draftContent(cx, { ...draft, issuedOn: draft.issuedOn ?? cx.today })
  })
  const current = { ...draft, ...content }
  const { issuedOn, dueOn } = datesOf(current, party, cx.today)
  const steps = [
    () => sellerOf(company),
    () => customerParty(cx, party.id),
    () => buyerOf(party, current, company),
    () => demandAmount(current),
    () => demandRegistered(current, sellerAsKnown(company)),
    () => demandDue(issuedOn, dueOn),
    () => demandExchange(current, company.baseCurrency, issuedOn),
  ]
  const own = [...recoded, ...(await Promise.all(steps.map(refusalsOf))).flat()]
  // What cannot go out is told above; the rules then see the names of the files alone.
  const files = await attachmentsOf(cx, current.attachments, recoded.length > 0)
  const check = answer(profile, judgeDraft(cx, { draft: current, party, company, profile, files }), own)
  return { ...check, findings: [...check.findings, ...longTexts(current)] }
}

/** A number to judge by; the real one is taken when the invoice is issued. */
const SOME_NUMBER = '10001'

interface Judged {
  readonly draft: Invoice
  readonly party: Party
  readonly company: Company
  readonly profile: Profile
  readonly files: readonly Attachment[]
}

function judgeDraft(cx: Cx, { draft, party, company, profile, files }: Judged): Validation {
  const said = eInvoiceOf({
    content: draft,
    number: SOME_NUMBER,
    paymentReference: SOME_NUMBER,
    ...datesOf(draft, party, cx.today),
    seller: sellerAsKnown(company),
    buyer: { ...buyerAsKnown(party, draft, company), isPeppol: profile === 'peppol' },
    language: languageFor(party, company),
    attachments: files,
  })
  const xml = profile === 'xrechnung' ? writeEInvoice(said, 'xrechnung-ubl').xml : writeUbl(said)
  return validate(new TextEncoder().encode(xml), { rules: RULES[profile] })
}

/** What we refuse ourselves is told once: a rule about the same field says no more. */
function answer(profile: Profile, { rules, fired }: Validation, own: readonly Finding[]): InvoiceCheck {
  const told = new Set(own.map(({ on, pointer }) => `${on} ${pointer}`))
  const ruled = fired.map(findingOf).filter(({ on, pointer }) => pointer === '' || !told.has(`${on} ${pointer}`))
  const findings = [...own, ...ruled]
  return { profile, rules, isReady: findings.every(({ flag }) => flag !== 'fatal'), findings }
}

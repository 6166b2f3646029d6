import type { Company } from '#src/companies/index.ts'
import { PEPPOL_BILLING } from '#src/documents/einvoice/index.ts'
import { takesDocument } from '#src/kernel/peppol-document.ts'
import type { Party } from '#src/parties/index.ts'
import { participantOf } from '../document/party-identifiers.ts'
import type { Channel } from './delivery.ts'
import { channelOrder } from './delivery-settings.ts'
import { documentTypeOf } from './document-type.ts'
import type { Lookup } from './lookup.store.ts'

/** How invoices can reach a customer. */
export interface CustomerReach {
  readonly partyId: string
  readonly name: string
  readonly email: string | null
  /** Its address in the network: its own, else its organisation number. */
  readonly participant: string | null
  /** Whether the network says that it takes our invoices; null while nobody has asked, or nobody answered. */
  readonly canReceive: boolean | null
  /** What the network said. */
  readonly answer: string | null
  readonly lookedUpAt: Date | null
  /** The way that the next invoice goes by itself. */
  readonly channel: Channel | null
}

/** How long what the network said is believed without asking again. */
export const LOOKUP_MS = 24 * 3_600_000

const INVOICE = documentTypeOf('invoice', PEPPOL_BILLING)

/** Peppol BIS Billing 3, which is what we send. */
export const takesInvoices = ({ documentTypes }: Pick<Lookup, 'documentTypes'>): boolean =>
  takesDocument(documentTypes, INVOICE)

/** The party's address in the network, by the country of the company where it does not say its own. */
export const participantIn = (party: Party, company: Company): string | null =>
  participantOf(party, party.country ?? company.country)

interface Known {
  readonly party: Party
  readonly company: Company
  readonly lookup: Lookup | undefined
  readonly now: Date
}

export function reachOf({ party, company, lookup, now }: Known): CustomerReach {
  const participant = participantIn(party, company)
  const addresses = { email: party.email, network: isRefusedNow(lookup, now) ? null : participant }
  const byOrder = channelOrder(company).find((channel) => addresses[channel] !== null)
  return {
    partyId: party.id,
    name: party.name,
    email: party.email,
    participant,
    canReceive: lookup ? takesInvoices(lookup) : null,
    answer: lookup?.answer ?? null,
    lookedUpAt: lookup?.lookedUpAt ?? null,
    channel: party.invoiceChannel ?? byOrder ?? channelOrder(company)[0] ?? null,
  }
}

/** The network said lately that the participant takes none. */
export const isRefusedNow = (lookup: Lookup | undefined, now: Date): boolean =>
  lookup !== undefined && !takesInvoices(lookup) && now.getTime() - lookup.lookedUpAt.getTime() < LOOKUP_MS

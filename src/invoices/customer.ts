import type { Company } from '#src/companies/index.ts'
import type { Party as DocumentParty, Identifier } from '#src/documents/einvoice/index.ts'
import { type FieldError, fail, isProblem } from '#src/kernel/problem.ts'
import { getParty, type Party } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { endpointOfNumber, legalIdOf } from './document/party-identifiers.ts'
import type { CustomerAddress, InvoiceCustomer } from './invoice.ts'

/** The party that is to be invoiced. Fails with `invoice_customer_unfit` when it is none of our customers. */
export async function customerParty(cx: Cx, partyId: string): Promise<Party> {
  const party = await getParty(cx, { partyId }).catch((error: unknown) => {
    if (isProblem(error, 'not_found')) return undefined
    throw error
  })
  if (party && party.kind !== 'supplier' && party.status === 'active') return party
  const message = !party
    ? `There is no party ${partyId}.`
    : party.kind === 'supplier'
      ? `${party.name} is a supplier; make the party both supplier and customer to invoice it.`
      : `${party.name} is archived.`
  return fail('invoice_customer_unfit', message, {
    errors: [{ pointer: '/customer/partyId', code: 'invoice_customer_unfit', message }],
  })
}

export const customerOf = (party: Party, address: CustomerAddress | null): InvoiceCustomer => ({
  partyId: party.id,
  name: party.name,
  organisationNumber: party.organisationNumber,
  address,
})

/** A party whose country is not known is taken as domestic. */
export const countryOf = (party: Party, { address }: InvoiceCustomer, company: Company): string =>
  address?.country ?? party.country ?? company.country

export interface Buyer {
  readonly party: DocumentParty
  /** Whether the document can go through Peppol: it has an address there and says what the customer asks for. */
  readonly isPeppol: boolean
}

interface Asked {
  readonly customer: InvoiceCustomer
  readonly buyerReference: string | null
  readonly orderReference: string | null
}

/**
 * The customer as the buyer of an e-invoice. Fails with
 * `invoice_incomplete` where the buyer cannot be told (bokføringsforskriften § 5-1-2: name, and address or organisation
 * number), or where one with a Peppol address of its own gets no reference (PEPPOL-EN16931-R003). A customer without an
 * electronic address, or without a reference, gets a plain EN 16931 document.
 */
export function buyerOf(party: Party, asked: Asked, company: Company): Buyer {
  const errors: FieldError[] = []
  const lacks = (pointer: string, message: string) => errors.push({ pointer, code: 'invoice_incomplete', message })
  const { address } = asked.customer
  const isKnown = party.organisationNumber !== null || party.vatNumber !== null || address?.city !== undefined
  if (!isKnown)
    lacks('/customer/address', 'The customer has no organisation number, so the invoice states the address.')
  if (ownEndpoint(party) && !hasReference(asked)) {
    lacks('/buyerReference', 'The customer takes e-invoices, which state a buyer reference or an order reference.')
  }
  if (errors.length > 0) fail('invoice_incomplete', errors[0]?.message ?? '', { errors })
  return buyerAsKnown(party, asked, company)
}

const hasReference = ({ buyerReference, orderReference }: Asked): boolean =>
  buyerReference !== null || orderReference !== null

/** The buyer by what is known so far, enough for an invoice or not. */
export function buyerAsKnown(party: Party, asked: Asked, company: Company): Buyer {
  const { address } = asked.customer
  const country = countryOf(party, asked.customer, company)
  const endpoint = ownEndpoint(party) ?? endpointOfNumber(party.organisationNumber, country)
  return {
    isPeppol: endpoint !== undefined && hasReference(asked),
    party: {
      name: party.name,
      identifiers: [],
      legalId: legalIdOf(party.organisationNumber, country),
      vatNumber: party.vatNumber ?? undefined,
      taxRegistrations: [],
      endpoint,
      address: { street: address?.street, city: address?.city, postalCode: address?.postalCode, country },
      ...(party.email === null ? {} : { contact: { email: party.email } }),
    },
  }
}

function ownEndpoint({ endpoint }: Party): Identifier | undefined {
  const [scheme, ...rest] = endpoint?.split(':') ?? []
  return scheme === undefined || rest.length === 0 ? undefined : { scheme, id: rest.join(':') }
}

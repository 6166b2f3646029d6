import type { Invoice } from '#src/documents/einvoice/index.ts'
import { accountKey } from '#src/kernel/iban.ts'
import { findOrCreateSupplier, getParty, type Party, recogniseParty } from '#src/parties/index.ts'
import type { Principal } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { ReceiptSupplier } from '../receipt.ts'

export interface FoundParty {
  readonly party: Party | null
  readonly supplier: ReceiptSupplier
}

/** What a person says of a supplier: which party it is, or the facts to find or create it by. */
export interface SupplierInput {
  readonly partyId?: string | undefined
  readonly name?: string | undefined
  readonly organisationNumber?: string | undefined
  readonly country?: string | undefined
  readonly vatNumber?: string | undefined
}

export const NOBODY: FoundParty = {
  party: null,
  supplier: { partyId: null, name: null, organisationNumber: null, country: null },
}

/** The supplier of an e-invoice, found by its numbers or created; without a name nobody can be found. */
export async function supplierOfInvoice(
  cx: Cx,
  invoice: Invoice,
  receiptId: string,
  enteredBy: readonly Principal[],
): Promise<FoundParty> {
  const { name, organisationNumber, vatNumber, endpoint, address, contact } = invoice.supplier
  const country = countryOf(address?.country) ?? countryOf(vatNumber?.slice(0, 2))
  const said = { name: name ?? null, organisationNumber: organisationNumber ?? null, country }
  if (name === undefined) return { party: null, supplier: { partyId: null, ...said } }
  const bankAccounts = invoice.paymentMeans.flatMap(({ account }) =>
    account?.id === undefined ? [] : [{ account: account.id, bic: bicOf(account.bank) }],
  )
  const { party } = await findOrCreateSupplier(cx, {
    name,
    country,
    organisationNumber,
    vatNumber,
    endpoint: endpoint && { id: endpoint.id, scheme: endpoint.scheme ?? null },
    email: contact?.email,
    bankAccounts,
    seenIn: { kind: 'receipt', id: receiptId },
    enteredBy,
  })
  return { party, supplier: { partyId: party.id, ...said } }
}

/** The supplier that a person names. */
export async function supplierOfPerson(
  cx: Cx,
  input: SupplierInput,
  bankAccount: string | null,
  receiptId: string,
  enteredBy: readonly Principal[],
): Promise<FoundParty> {
  if (input.partyId !== undefined) {
    const party = await withAccount(cx, input.partyId, bankAccount, receiptId, enteredBy)
    return { party, supplier: supplierOf(party) }
  }
  const { name, organisationNumber, country, vatNumber } = input
  if (name === undefined) return NOBODY
  const { party } = await findOrCreateSupplier(cx, {
    name,
    country: countryOf(country),
    organisationNumber,
    vatNumber,
    bankAccounts: bankAccount === null ? [] : [{ account: bankAccount }],
    seenIn: { kind: 'receipt', id: receiptId },
    enteredBy,
  })
  return { party, supplier: supplierOf(party) }
}

/** The party with the account that a person read on its receipt: another one than it has is a change like any other. */
export async function withAccount(
  cx: Cx,
  partyId: string,
  bankAccount: string | null,
  receiptId: string,
  enteredBy: readonly Principal[],
): Promise<Party> {
  const party = await getParty(cx, { partyId })
  if (bankAccount === null) return party
  if (party.accounts.some(({ account }) => accountKey(account) === accountKey(bankAccount))) return party
  const { name, country, organisationNumber, vatNumber, endpoint, email } = party
  return recogniseParty(cx, {
    partyId,
    role: 'supplier',
    facts: { name, country, organisationNumber, vatNumber, endpoint, email },
    bankAccounts: [{ account: bankAccount }],
    seenIn: { kind: 'receipt', id: receiptId },
    enteredBy,
  })
}

export const supplierOf = ({ id, name, organisationNumber, country }: Party): ReceiptSupplier => ({
  partyId: id,
  name,
  organisationNumber,
  country,
})

const countryOf = (text: string | undefined): string | null =>
  text !== undefined && /^[A-Z]{2}$/.test(text) ? text : null

/** BT-86 holds a BIC or the name of a national clearing system. */
const bicOf = (text: string | undefined): string | null =>
  text !== undefined && /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text) ? text : null

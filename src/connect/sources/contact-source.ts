import { getParty } from '#src/parties/index.ts'
import type { ReadSource } from './source.ts'

/** A supplier or customer. */
export const readContact: ReadSource<'contact'> = async (cx, partyId) => {
  const party = await getParty(cx, { partyId })
  return {
    id: party.id,
    name: party.name,
    organisationNumber: party.organisationNumber,
    vatNumber: party.vatNumber,
    country: party.country,
    email: party.email,
    isSupplier: party.kind !== 'customer',
    isCustomer: party.kind !== 'supplier',
  }
}

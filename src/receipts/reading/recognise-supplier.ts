import type { Company } from '#src/companies/index.ts'
import {
  type DocumentPart,
  recogniseSupplier,
  SURE,
  type SupplierSign,
  supplierSigns,
} from '#src/documents/reading/fields/index.ts'
import { normaliseOrgNumber } from '#src/kernel/org-number.ts'
import { getParty, nameKey, type Party } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { knownSigns } from './supplier-sign.store.ts'

/** Letters and digits of a number, without the country before it or the tax word behind. */
const digitsOf = (number: string): string => number.replace(/\D/g, '')

/** The signs on a document that are not the company's own, which stands on all of them as the buyer. */
export function signsOfOthers(part: DocumentPart, { name, organisationNumber }: Company): SupplierSign[] {
  const own = organisationNumber === null ? undefined : normaliseOrgNumber(organisationNumber)
  const ownName = nameKey(name).replace(/ /g, '')
  return supplierSigns(part).filter(({ kind, value }) => {
    if (kind === 'organisationNumber') return value !== own
    return kind !== 'name' || value !== ownName
  })
}

/** Whether the document has a sure number that is not the party's: its name alone then says nothing. */
function isContradicted({ extraction }: DocumentPart, party: Party): boolean {
  const read = extraction.fields.organisationNumber
  if (!read || read.confidence < SURE) return false
  const own = [party.organisationNumber, party.vatNumber].flatMap((number) =>
    number === null ? [] : [digitsOf(number)],
  )
  return own.length > 0 && !own.includes(digitsOf(read.value))
}

/** The supplier that people taught the signs of the document for; undefined where nobody did, or they say two. */
export async function supplierBySigns(
  cx: Cx,
  company: Company,
  part: DocumentPart,
): Promise<{ party: Party; isSure: boolean } | undefined> {
  const known = await knownSigns(cx, signsOfOthers(part, company))
  const found = recogniseSupplier(known)
  if (!found) return undefined
  const party = await getParty(cx, { partyId: found.partyId })
  const isByNumber = known.some(({ kind, partyId }) => kind === 'organisationNumber' && partyId === found.partyId)
  return !isByNumber && isContradicted(part, party) ? undefined : { party, isSure: found.isSure }
}

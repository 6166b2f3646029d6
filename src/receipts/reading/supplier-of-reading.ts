import type { Company } from '#src/companies/index.ts'
import { type Fields, SURE } from '#src/documents/reading/fields/index.ts'
import { normaliseOrgNumber } from '#src/kernel/org-number.ts'
import { findOrCreateSupplier } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { type FoundParty, NOBODY } from '../arrival/find-supplier.ts'
import type { Receipt } from '../receipt.ts'
import type { Field } from './reading.ts'

/** The account that was read for certain. */
export const sureAccount = ({ account }: Fields): string | null => sure(account) ?? null

const sure = (field: Field | null): string | undefined => (field && field.confidence >= SURE ? field.value : undefined)

/** Organisation numbers of Norway, without a country of their own. */
const NORWEGIAN = /^\d{9}$/
const VAT_NUMBER = /^([A-Z]{2})[A-Z0-9]{5,}$/

/**
 * The supplier that a document names, found or created only where its name is certain: a person says who an uncertain
 * one is. The company's own number on a document is that of the customer.
 */
export async function supplierOfReading(
  cx: Cx,
  company: Company,
  fields: Fields,
  { id: receiptId, enteredBy }: Pick<Receipt, 'id' | 'enteredBy'>,
): Promise<FoundParty> {
  const name = fields.issuer?.value.slice(0, 200)
  if (name === undefined) return NOBODY
  const number = numberOf(fields.organisationNumber, company)
  const vatCountry = number && VAT_NUMBER.exec(number)?.[1]
  const country = vatCountry ?? (number && NORWEGIAN.test(number) ? 'NO' : null)
  const said = { name, organisationNumber: vatCountry ? null : (number ?? null), country }
  if (sure(fields.issuer) === undefined) return { party: null, supplier: { partyId: null, ...said } }
  const account = sure(fields.account)
  const { party } = await findOrCreateSupplier(cx, {
    ...said,
    vatNumber: vatCountry ? number : undefined,
    bankAccounts: account === undefined ? [] : [{ account }],
    seenIn: { kind: 'receipt', id: receiptId },
    enteredBy,
  })
  return { party, supplier: { partyId: party.id, ...said } }
}

function numberOf(field: Field | null, { organisationNumber: ours }: Company): string | undefined {
  const number = sure(field)
  const isOurs = number !== undefined && ours !== null && normaliseOrgNumber(number) === normaliseOrgNumber(ours)
  return isOurs ? undefined : number
}

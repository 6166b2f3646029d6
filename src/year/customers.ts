import { z } from 'zod'
import type { Invoice } from '#src/documents/einvoice/index.ts'
import { ApiProblem, type CompanyApi } from './api.ts'
import { Identified } from './drive.ts'

const Party = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  organisationNumber: z.string().nullable(),
})
type Party = z.infer<typeof Party>

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
const keyOfNumber = (number: string): string => `number ${plain(number)}`
const keyOfName = (name: string): string => `name ${plain(name)}`

/** Finds the customer of an invoice among the parties by number, then by name, or makes one; answers its id. */
export async function customerFinder(api: CompanyApi): Promise<(customer: Invoice['customer']) => Promise<string>> {
  const known = new Map<string, Party>()
  const keep = (party: Party): void => {
    if (party.organisationNumber !== null) known.set(keyOfNumber(party.organisationNumber), party)
    if (!known.has(keyOfName(party.name))) known.set(keyOfName(party.name), party)
  }
  for (const party of await api.all('/parties', Party)) keep(party)
  return async ({ name = 'Unknown customer', organisationNumber, address }) => {
    const byNumber = organisationNumber === undefined ? undefined : known.get(keyOfNumber(organisationNumber))
    const found = byNumber ?? known.get(keyOfName(name))
    if (!found) {
      const made = await createCustomer(api, name, organisationNumber, address?.country)
      keep(made)
      return made.id
    }
    if (found.kind === 'supplier') {
      await api.send('PATCH', `/parties/${found.id}`, { kind: 'both' }, Identified)
      keep({ ...found, kind: 'both' })
    }
    return found.id
  }
}

/** A number whose check digit is wrong is left out: the invoice was issued all the same. */
async function createCustomer(
  api: CompanyApi,
  name: string,
  organisationNumber: string | undefined,
  country: string | undefined,
): Promise<Party> {
  const facts = { kind: 'customer', name, ...(country !== undefined && /^[A-Z]{2}$/.test(country) ? { country } : {}) }
  if (organisationNumber === undefined) return api.send('POST', '/parties', facts, Party)
  try {
    return await api.send('POST', '/parties', { ...facts, organisationNumber }, Party)
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === 'organisation_number_invalid')) throw error
    return api.send('POST', '/parties', facts, Party)
  }
}

import { ConnectorError, type ContactModel, type Push } from '#src/connect/sdk.ts'
import { contactById, contactsWhere, createContact } from './contact-calls.ts'
import { differences, toContactDraft } from './map.ts'
import type { XeroContact } from './words.ts'

const recordOf = ({ contactID, name }: XeroContact) => ({ externalId: contactID, label: name })
const bareNumber = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '').toUpperCase()

/**
 * A contact is found by our own id, then by its organisation number, then by its name, which is unique in Xero. A
 * name that belongs to another organisation number is a conflict for a person to settle, never a guess.
 */
export const pushContact: Push<ContactModel> = {
  async find(cx, contact) {
    const [ours] = await contactsWhere(cx, 'ContactNumber', contact.id)
    if (ours) return recordOf(ours)
    const number = contact.organisationNumber
    const [byNumber] = number ? await contactsWhere(cx, 'CompanyNumber', number) : []
    if (byNumber) return recordOf(byNumber)
    const [byName] = await contactsWhere(cx, 'Name', contact.name)
    if (!byName) return null
    if (number && byName.companyNumber && bareNumber(byName.companyNumber) !== bareNumber(number)) {
      const message = `Xero has "${byName.name}" with organisation number ${byName.companyNumber}, ours has ${number}.`
      throw new ConnectorError({ kind: 'conflict', fields: [{ field: 'Name', message }] })
    }
    return recordOf(byName)
  },
  async create(cx, contact, requestKey) {
    return recordOf(await createContact(cx, toContactDraft(contact), requestKey))
  },
  /** The name is Xero's to keep once the contact exists; the organisation number must not be another's. */
  async verify(cx, contact, externalId) {
    const theirs = await contactById(cx, externalId)
    if (!theirs) throw new ConnectorError({ kind: 'not_found' })
    if (!contact.organisationNumber || !theirs.companyNumber) return []
    return differences([['CompanyNumber', bareNumber(contact.organisationNumber), bareNumber(theirs.companyNumber)]])
  },
}

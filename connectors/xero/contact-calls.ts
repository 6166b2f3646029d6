import type { ConnectorContext } from '#src/connect/sdk.ts'
import { callXero, outcomeUnknown } from './client.ts'
import { quoted } from './numbers.ts'
import type { XeroContact, XeroContactDraft } from './words.ts'

/**
 * Active contacts where a field has exactly this text.
 * https://developer.xero.com/documentation/api/accounting/contacts#optional-parameters-for-get-contacts
 */
export async function contactsWhere(
  cx: ConnectorContext,
  field: 'ContactNumber' | 'CompanyNumber' | 'Name',
  text: string,
): Promise<XeroContact[]> {
  const where = `${field}==${quoted(text)}`
  const body = await callXero(cx, (api) => api.getContacts(cx.organisation, undefined, where, undefined, undefined, 1))
  return (body.contacts ?? []).flatMap((contact) => toContact(contact) ?? []).filter(has(field, text))
}

/** The contact with this id; null when Xero has none. */
export async function contactById(cx: ConnectorContext, contactID: string): Promise<XeroContact | null> {
  const body = await callXero(cx, (api) => api.getContact(cx.organisation, contactID))
  const [contact] = body.contacts ?? []
  return contact ? toContact(contact) : null
}

export async function createContact(
  cx: ConnectorContext,
  draft: XeroContactDraft,
  requestKey: string,
): Promise<XeroContact> {
  const contact = {
    name: draft.name,
    ...(draft.contactNumber ? { contactNumber: draft.contactNumber } : {}),
    ...(draft.companyNumber ? { companyNumber: draft.companyNumber } : {}),
    ...(draft.taxNumber ? { taxNumber: draft.taxNumber } : {}),
    ...(draft.emailAddress ? { emailAddress: draft.emailAddress } : {}),
  }
  const body = await callXero(cx, (api) =>
    api.createContacts(cx.organisation, { contacts: [contact] }, undefined, requestKey),
  )
  const [created] = body.contacts ?? []
  const kept = created ? toContact(created) : null
  if (!kept) throw outcomeUnknown(true)
  return kept
}

interface SdkContact {
  contactID?: string
  contactNumber?: string
  companyNumber?: string
  name?: string
}

const toContact = (contact: SdkContact): XeroContact | null =>
  contact.contactID
    ? {
        contactID: contact.contactID,
        contactNumber: contact.contactNumber || null,
        companyNumber: contact.companyNumber || null,
        name: contact.name ?? '',
      }
    : null

/** Xero ignores a filter that it does not know, so what it gives back is looked at again. */
const FIELDS = { ContactNumber: 'contactNumber', CompanyNumber: 'companyNumber', Name: 'name' } as const

const has =
  (field: keyof typeof FIELDS, text: string) =>
  (contact: XeroContact): boolean =>
    contact[FIELDS[field]]?.toLowerCase() === text.toLowerCase()

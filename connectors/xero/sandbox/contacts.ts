import { randomUUID } from 'node:crypto'
import { type Books, touch } from './books.ts'
import { listed } from './listing.ts'
import { type Answer, type Asked, invalid, type Json, jsonOf, listOf, problem, textOf } from './wire.ts'

export function getContacts(books: Books, asked: Asked): Answer {
  const { rows, pagination } = listed(asked, books.contacts.values())
  return { status: 200, json: { ...head(), pagination, Contacts: rows } }
}

export function getContact(books: Books, id: string): Answer {
  const contact = books.contacts.get(id)
  if (!contact) throw problem(404, 'Not Found', 'The resource you are looking for cannot be found')
  return { status: 200, json: { ...head(), Contacts: [contact] } }
}

/** Names are unique over the active contacts, and so are contact numbers. */
export function putContacts(books: Books, asked: Asked): Answer {
  const created = listOf(jsonOf(asked).Contacts).map((contact) => create(books, contact))
  return { status: 200, json: { ...head(), Contacts: created } }
}

function create(books: Books, contact: Json): Json {
  const name = textOf(contact.Name).trim()
  const number = textOf(contact.ContactNumber)
  const all = [...books.contacts.values()]
  if (name === '') throw invalid('The contact name must be specified.')
  if (all.some((other) => textOf(other.Name).toLowerCase() === name.toLowerCase())) {
    throw invalid(
      `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    )
  }
  if (number && all.some((other) => other.ContactNumber === number)) {
    throw invalid(`The Contact Number ${number} is already assigned to another contact.`)
  }
  const record: Json = {
    ContactID: randomUUID(),
    ContactNumber: number,
    CompanyNumber: textOf(contact.CompanyNumber),
    TaxNumber: textOf(contact.TaxNumber),
    ContactStatus: 'ACTIVE',
    Name: name,
    EmailAddress: textOf(contact.EmailAddress),
    ContactPersons: [],
    BankAccountDetails: '',
    Addresses: [],
    Phones: [],
    IsSupplier: false,
    IsCustomer: false,
    ContactGroups: [],
    HasAttachments: false,
    HasValidationErrors: false,
  }
  books.contacts.set(String(record.ContactID), touch(books, record))
  return record
}

/** What Xero puts around every answer. */
export const head = (): Json => ({ Id: randomUUID(), Status: 'OK', ProviderName: 'Bilag sandbox' })

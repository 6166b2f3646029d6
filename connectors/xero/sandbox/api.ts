import type { Books } from './books.ts'
import { getContact, getContacts, putContacts } from './contacts.ts'
import { CREDIT_NOTES, getDocument, getDocuments, INVOICES, putDocuments, type Shape } from './documents.ts'
import {
  getAccounts,
  getAttachments,
  getJournal,
  getJournals,
  getOrganisation,
  getTaxRates,
  putAttachment,
  putJournals,
} from './extras.ts'
import { getPayment, getPayments, putPayments } from './payments.ts'
import { type Answer, type Asked, invalid, problem } from './wire.ts'

interface Route {
  readonly method: 'GET' | 'PUT'
  readonly path: RegExp
  /** Without `.read`; a read is allowed by either. */
  readonly scope: string
  readonly run: (books: Books, asked: Asked, ...ids: string[]) => Answer
}

const route = (method: Route['method'], path: string, scope: string, run: Route['run']): Route => ({
  method,
  path: new RegExp(`^${path.replaceAll('{}', '([^/]+)')}$`),
  scope,
  run,
})

const documents = (shape: Shape): Route[] => [
  route('GET', `/${shape.list}`, 'invoices', (books, asked) => getDocuments(books, shape, asked)),
  route('PUT', `/${shape.list}`, 'invoices', (books, asked) => putDocuments(books, shape, asked)),
  route('GET', `/${shape.list}/{}`, 'invoices', (books, _, id = '') => getDocument(books, shape, id)),
  route('GET', `/${shape.list}/{}/Attachments`, 'attachments', (books, _, id = '') => getAttachments(books, id)),
  route('PUT', `/${shape.list}/{}/Attachments/{}`, 'attachments', (books, asked, id = '', name = '') =>
    putAttachment(books, shape, id, name, asked),
  ),
]

/** The part of the accounting API that the connector uses. */
const ROUTES: readonly Route[] = [
  ...documents(INVOICES),
  ...documents(CREDIT_NOTES),
  route('GET', '/Contacts', 'contacts', getContacts),
  route('PUT', '/Contacts', 'contacts', putContacts),
  route('GET', '/Contacts/{}', 'contacts', (books, _, id = '') => getContact(books, id)),
  route('GET', '/Payments', 'payments', getPayments),
  route('PUT', '/Payments', 'payments', putPayments),
  route('GET', '/Payments/{}', 'payments', (books, _, id = '') => getPayment(books, id)),
  route('GET', '/ManualJournals', 'manualjournals', getJournals),
  route('PUT', '/ManualJournals', 'manualjournals', putJournals),
  route('GET', '/ManualJournals/{}', 'manualjournals', (books, _, id = '') => getJournal(books, id)),
  route('GET', '/Organisation', 'settings', getOrganisation),
  route('GET', '/Accounts', 'settings', getAccounts),
  route('GET', '/TaxRates', 'settings', getTaxRates),
]

const KEY_LENGTH_MAX = 128

/** Answers an accounting call: scope, tenant, idempotency key, then the record's own rules. */
export function answerApi(books: Books, scopes: ReadonlySet<string>, asked: Asked): Answer {
  const route = ROUTES.find(({ method, path }) => method === asked.method && path.test(asked.path))
  if (!route) throw problem(404, 'Not Found', `The sandbox has no ${asked.method} ${asked.path}.`)
  const needed = [`accounting.${route.scope}`, ...(asked.method === 'GET' ? [`accounting.${route.scope}.read`] : [])]
  if (!needed.some((scope) => scopes.has(scope))) throw problem(401, 'Unauthorized', 'AuthorizationUnsuccessful')
  if (asked.headers['xero-tenant-id'] !== books.organisationID)
    throw problem(403, 'Forbidden', 'AuthenticationUnsuccessful')
  const ids = (route.path.exec(asked.path) ?? []).slice(1).map(decodeURIComponent)
  const key = asked.method === 'PUT' ? asked.headers['idempotency-key'] : undefined
  if (key === undefined) return route.run(books, asked, ...ids)
  if (key.length > KEY_LENGTH_MAX) throw invalid('Idempotency-Key is longer than 128 characters.')
  const request = `${asked.path}\n${Buffer.from(asked.body).toString('base64')}`
  const before = books.answered.get(key)
  if (before && before.request !== request) throw invalid('Idempotency-Key was used with another request.')
  if (before) return { status: 200, json: before.json }
  const answer = route.run(books, asked, ...ids)
  books.answered.set(key, { request, json: answer.json })
  return answer
}

import {
  type BillModel,
  type ConnectorContext,
  ConnectorError,
  type ExternalRecord,
  type Push,
  type SalesInvoiceModel,
} from '#src/connect/sdk.ts'
import { createDocument, documentById, documentsByNumber } from './document-calls.ts'
import { documentDifferences, toDocumentDraft } from './map.ts'
import type { XeroDocument, XeroDocumentType } from './words.ts'

type Model = BillModel | SalesInvoiceModel

/**
 * Invoices and credit notes of either side go out in the same way; only Xero's type differs. A document is found by
 * contact and number: the number of a bill is the supplier's own, so it is unique per contact only.
 */
export const pushDocument = <M extends Model>(typeOf: (document: M) => XeroDocumentType): Push<M> => ({
  async find(cx, document) {
    const type = typeOf(document)
    const found = await documentsByNumber(cx, type, document.contact.externalId, document.number)
    return oneOf(found, document)
  },
  async create(cx: ConnectorContext, document, requestKey) {
    return recordOf(await createDocument(cx, toDocumentDraft(document, typeOf(document)), requestKey))
  },
  async verify(cx, document, externalId) {
    const theirs = await documentById(cx, typeOf(document), externalId)
    if (!theirs) throw new ConnectorError({ kind: 'not_found' })
    return documentDifferences(document, typeOf(document), theirs)
  },
})

const recordOf = ({ id, number }: XeroDocument): ExternalRecord => ({ externalId: id, label: number })

function oneOf(found: readonly XeroDocument[], document: Model): ExternalRecord | null {
  const [first, ...others] = found
  if (!first) return null
  if (others.length === 0) return recordOf(first)
  const message = `Xero has ${found.length} documents of this contact with number ${document.number}.`
  throw new ConnectorError({ kind: 'conflict', fields: [{ field: 'InvoiceNumber', message }] })
}

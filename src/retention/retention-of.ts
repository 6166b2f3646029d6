import { getCompany } from '#src/companies/index.ts'
import { type Document, documentsAround } from '#src/documents/index.ts'
import { documentsOfInvoices } from '#src/invoices/index.ts'
import { dateIn } from '#src/kernel/book-date.ts'
import { bookingsOfDocuments, fiscalYearOf, getBooks } from '#src/ledger/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { receiptsOfDocuments } from '#src/receipts/index.ts'
import { unreleasedHolds } from './legal-hold.store.ts'
import { isInForce, type LegalHold } from './legal-hold.ts'
import { termsOf } from './retention.store.ts'
import { basisOf, classOf, type DocumentUse, type Retention } from './retention.ts'
import { endOfTerm, ruleFor } from './retention-rules.ts'

/** How long each of the documents must be kept, by id; what is embedded is kept as long as what it is embedded in. */
export async function retentionOf(cx: Cx, documents: readonly Document[]): Promise<Map<string, Retention>> {
  const around = await documentsAround(
    cx,
    documents.map(({ id }) => id),
  )
  const uses = await usesOf(cx, [...new Set([...documents.map(({ id }) => id), ...[...around.values()].flat()])])
  const { country } = await getCompany(cx, undefined)
  const { firstMonth } = await getBooks(cx, undefined)
  const terms = await termsOf(cx)
  const holds = (await unreleasedHolds(cx)).filter((hold) => isInForce(hold, cx.today))
  return new Map(
    documents.map((document) => {
      const ids = [document.id, ...(around.get(document.id) ?? [])]
      const own = ids.flatMap((id) => uses.get(id) ?? [])
      const kept = { ...document, receivedOn: dateIn(document.receivedAt, cx.timeZone) }
      const name = classOf(kept, own)
      const year = fiscalYearOf(basisOf(kept, own), firstMonth)
      const isBooked = own.some(({ bookedOn }) => bookedOn.length > 0)
      const law = ruleFor(country, name, cx.today, isBooked)
      const ours = terms.find((term) => term.class === name)
      const isLonger = law !== undefined && ours !== undefined && ours.months > law.months
      const months = law === undefined ? null : isLonger ? ours.months : law.months
      const years = [...own.flatMap(({ bookedOn }) => bookedOn), kept.receivedOn].map(
        (on) => fiscalYearOf(on, firstMonth).id,
      )
      const retention: Retention = {
        class: name,
        fiscalYear: year.id,
        keptUntil: law === undefined || months === null ? null : endOfTerm(year.endsOn, months, law.from),
        months,
        source: isLonger ? ours.reason : (law?.source ?? null),
        holdIds: holds.filter((hold) => isHeldBy(hold, ids, own, years)).map(({ id }) => id),
        isInUse: own.some(({ isOpen }) => isOpen),
      }
      return [document.id, retention]
    }),
  )
}

function isHeldBy(
  { targetKind, targetId }: LegalHold,
  documentIds: readonly string[],
  uses: readonly DocumentUse[],
  years: readonly string[],
): boolean {
  if (targetKind === 'document') return documentIds.includes(targetId)
  if (targetKind === 'party') return uses.some(({ partyIds }) => partyIds.includes(targetId))
  return years.includes(targetId)
}

async function usesOf(cx: Cx, documentIds: readonly string[]): Promise<Map<string, DocumentUse[]>> {
  const bookings = await bookingsOfDocuments(cx, { documentIds })
  const receipts = await receiptsOfDocuments(cx, { documentIds })
  const invoices = await documentsOfInvoices(cx, { documentIds })
  const all = [
    ...invoices.map(({ documentId, partyId, issuedOn }) => ({
      documentId,
      use: { bookedOn: issuedOn === null ? [] : [issuedOn], partyIds: [partyId], isOpen: false },
    })),
    ...bookings.map(({ documentId, bookedOn, partyIds }) => ({
      documentId,
      use: { bookedOn: [bookedOn], partyIds, isOpen: false },
    })),
    ...receipts.map(({ documentId, partyId, status }) => ({
      documentId,
      use: {
        bookedOn: [],
        partyIds: partyId === null ? [] : [partyId],
        isOpen: status !== 'posted' && status !== 'rejected',
      },
    })),
  ]
  const byDocument = Map.groupBy(all, ({ documentId }) => documentId)
  return new Map([...byDocument].map(([id, found]) => [id, found.map(({ use }) => use)]))
}

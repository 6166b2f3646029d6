import { bookDate } from '#src/kernel/book-date.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { deleteDocuments, listDeletions } from './delete-documents.ts'
import { listLegalHolds, placeLegalHold, releaseLegalHold } from './legal-holds.ts'
import { listProposals } from './propose-deletions.ts'
import * as contract from './retention.contract.ts'
import { listRetentionTerms, setRetentionTerm } from './set-terms.ts'

/** Proposals have no id of their own: their document's is the place to go on from. */
const byDocument = <T extends { documentId: string }>(rows: readonly T[]) =>
  rows.map((row) => ({ ...row, id: row.documentId }))

export const retentionRoutes: readonly Route[] = [
  bind(contract.listRetentionTermsOp, {
    call: (call) => listRetentionTerms(call, undefined),
    answer: (data) => ok({ data, nextCursor: null }),
  }),
  bind(contract.setRetentionTermOp, {
    call: (call, { body }) => setRetentionTerm(call, body),
    answer: (term) => created(term),
  }),
  bind(contract.listLegalHoldsOp, {
    call: async (call, { query }) => pageOfRows(await listLegalHolds(call, pageStart(query)), query.limit),
    answer: ok,
  }),
  bind(contract.placeLegalHoldOp, {
    call: (call, { body: { until, ...body } }) =>
      placeLegalHold(call, { ...body, until: until === undefined || until === null ? null : bookDate(until) }),
    answer: (hold) => created(hold, { version: hold.version }),
  }),
  bind(contract.releaseLegalHoldOp, {
    call: (call, { params, body }) => releaseLegalHold(call, { legalHoldId: params.legalHoldId, ...body }),
    answer: (hold) => ok(hold, { version: hold.version }),
  }),
  bind(contract.listProposalsOp, {
    call: async (call, { query }) => {
      const { limit, cursor, ...filter } = query
      const rows = await listProposals(call, { ...filter, ...pageStart({ limit, cursor }) })
      return pageOfRows(byDocument(rows), limit)
    },
    answer: ({ data, nextCursor }) => ok({ data: data.map(({ id: _id, ...row }) => row), nextCursor }),
  }),
  bind(contract.listDeletionsOp, {
    call: async (call, { query }) => pageOfRows(await listDeletions(call, pageStart(query)), query.limit),
    answer: ok,
  }),
  bind(contract.deleteDocumentsOp, {
    call: (call, { body }) => deleteDocuments(call, body),
    answer: (done) => ok(done),
  }),
]

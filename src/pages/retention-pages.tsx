import type { Hono } from 'hono'
import { bookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import {
  deleteDocuments,
  HOLD_TARGETS,
  listDeletions,
  listLegalHolds,
  listProposedDocuments,
  listRetentionTerms,
  placeLegalHold,
  RETENTION_CLASSES,
  releaseLegalHold,
} from '#src/retention/index.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, type PageRequest, said, show } from './page-context.ts'
import { submit } from './submit.ts'
import { RetentionPage, type ToldDeletion } from './views/retention.tsx'

/** Rows of each list; the API has the rest. */
const ROWS = 200

/** How long documents are kept, legal holds, and deletions. */
export function mountRetentionPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/retention', async (c) => showRetention(c, await companyReaderOf(c), null))

  app.post('/c/:companyId/retention/holds', (c) =>
    submit(c, {
      run: async ({ call, fields: { targetKind, targetId = '', reason, until } }) =>
        placeLegalHold(call, {
          targetKind: oneOf(HOLD_TARGETS, targetKind, 'targetKind'),
          targetId: targetId.trim(),
          reason: said(reason),
          until: until ? bookDate(until) : null,
        }),
      next: () => '/retention#holds',
    }),
  )

  app.post('/c/:companyId/retention/holds/:legalHoldId/release', (c) =>
    submit(c, {
      run: async ({ call, fields: { reason } }) =>
        releaseLegalHold(call, { legalHoldId: c.req.param('legalHoldId'), reason: said(reason) }),
      next: () => '/retention#holds',
    }),
  )

  app.post('/c/:companyId/retention/deletions', (c) =>
    submit(c, {
      run: async ({ call, fields: { class: name, documentIds = '', reason } }) =>
        deleteDocuments(call, {
          class: oneOf(RETENTION_CLASSES, name, 'class'),
          documentIds: documentIds.split(' ').slice(0, ROWS),
          reason: said(reason),
        }),
      told: ({ deleted, kept }): ToldDeletion => ({ deleted: deleted.length, kept }),
      show: ({ reader }, done) => showRetention(c, reader, done),
    }),
  )
}

async function showRetention(c: PageRequest, reader: CompanyReader, done: ToldDeletion | null) {
  const newest = { after: undefined, limit: ROWS }
  const [terms, holds, proposals, deletions] = [
    await listRetentionTerms(reader.call, undefined),
    await listLegalHolds(reader.call, newest),
    await listProposedDocuments(reader.call, newest),
    await listDeletions(reader.call, newest),
  ]
  const { kind = '', target = '' } = c.req.query()
  return show(
    c,
    <RetentionPage
      reader={reader}
      waiting={(await waitingFor(reader)).length}
      terms={terms}
      holds={holds.toSorted((a, b) => Number(a.releasedAt !== null) - Number(b.releasedAt !== null))}
      proposals={proposals}
      deletions={deletions.toReversed()}
      target={{ kind, id: target }}
      done={done}
    />,
  )
}

/** Fails with request_invalid, naming the field. */
function oneOf<T extends string>(known: readonly T[], given: string | undefined, field: string): T {
  const found = known.find((one) => one === given)
  return (
    found ??
    fail('request_invalid', `Choose one of ${known.join(', ')}.`, {
      errors: [{ pointer: `/${field}`, code: 'invalid', message: 'not one that is known' }],
    })
  )
}

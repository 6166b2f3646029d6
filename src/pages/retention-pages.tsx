import type { Hono } from 'hono'
import { bookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import {
  type DeletedDocuments,
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
import { type CompanyReader, companyReaderOf, formOf, type PageRequest, said, show } from './page-context.ts'
import { RetentionPage } from './views/retention.tsx'

/** Rows of each list; the API has the rest. */
const ROWS = 200

/** How long documents are kept, legal holds, and deletions. */
export function mountRetentionPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/retention', async (c) => showRetention(c, await companyReaderOf(c), null))

  app.post('/c/:companyId/retention/holds', async (c) => {
    const reader = await companyReaderOf(c)
    const { targetKind, targetId = '', reason, until } = await formOf(c, reader)
    await placeLegalHold(reader.call, {
      targetKind: oneOf(HOLD_TARGETS, targetKind, 'targetKind'),
      targetId: targetId.trim(),
      reason: said(reason),
      until: until ? bookDate(until) : null,
    })
    return c.redirect(`/c/${reader.companyId}/retention#holds`, 303)
  })

  app.post('/c/:companyId/retention/holds/:legalHoldId/release', async (c) => {
    const reader = await companyReaderOf(c)
    const { reason } = await formOf(c, reader)
    await releaseLegalHold(reader.call, { legalHoldId: c.req.param('legalHoldId'), reason: said(reason) })
    return c.redirect(`/c/${reader.companyId}/retention#holds`, 303)
  })

  app.post('/c/:companyId/retention/deletions', async (c) => {
    const reader = await companyReaderOf(c)
    const { class: name, documentIds = '', reason } = await formOf(c, reader)
    const done = await deleteDocuments(reader.call, {
      class: oneOf(RETENTION_CLASSES, name, 'class'),
      documentIds: documentIds.split(' ').slice(0, ROWS),
      reason: said(reason),
    })
    return showRetention(c, reader, done)
  })
}

async function showRetention(c: PageRequest, reader: CompanyReader, done: DeletedDocuments | null) {
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

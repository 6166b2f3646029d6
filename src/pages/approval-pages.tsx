import type { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { decideApproval, explainApproval, listApprovals, wireApproval } from '#src/approvals/index.ts'
import { fail } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { type CompanyReader, companyReaderOf, type PageRequest, show } from './page-context.ts'
import { submit } from './submit.ts'
import { ApprovalPage } from './views/approval.tsx'
import { InboxPage, type WiredApproval } from './views/inbox.tsx'

const INBOX_ROWS = 100

/** Draws the subject of an approval request; one per kind, given by the page that knows it. */
export type SubjectView = (reader: CompanyReader, subjectId: string) => Promise<Child>

/** Requests that wait for the reader; none for somebody who may not read approvals. */
export async function waitingFor(reader: CompanyReader): Promise<WiredApproval[]> {
  if (!reader.call.actor.scopes.has('approvals:read')) return []
  const rows = await listApprovals(reader.call, {
    assignee: 'me',
    status: 'pending',
    limit: INBOX_ROWS,
  })
  return rows.map(wireApproval)
}

export function mountApprovalPages(app: Hono<HttpEnv>, views: ReadonlyMap<string, SubjectView>): void {
  app.get('/c/:companyId/inbox', async (c) => {
    const reader = await companyReaderOf(c)
    return show(c, <InboxPage reader={reader} approvals={await waitingFor(reader)} />)
  })

  app.get('/c/:companyId/approvals/:approvalId', async (c) => {
    const reader = await companyReaderOf(c)
    const waiting = await waitingFor(reader)
    const { approval, summary } = await explainApproval(reader.call, { approvalId: idOf(c) })
    const view = views.get(approval.subject.kind)
    return show(
      c,
      <ApprovalPage
        reader={reader}
        approval={wireApproval(approval)}
        summary={summary}
        waiting={waiting.length}
        canDecide={waiting.some(({ id }) => id === approval.id)}
        subject={view ? await view(reader, approval.subject.id) : null}
      />,
    )
  })

  app.post('/c/:companyId/approvals/:approvalId', (c) =>
    submit(c, {
      run: async ({ call, fields }) =>
        decideApproval(call, {
          approvalId: idOf(c),
          decision: decisionOf(fields.decision),
          seenVersion: Number(fields.seenVersion),
          contentHash: fields.contentHash,
          ...(fields.note ? { note: fields.note } : {}),
        }),
      next: () => '/inbox',
    }),
  )
}

function decisionOf(decision: string | undefined): 'approve' | 'reject' {
  if (decision === 'approve' || decision === 'reject') return decision
  return fail('request_invalid', 'Choose approve or reject.')
}

const idOf = (c: PageRequest): string => c.req.param('approvalId') ?? ''

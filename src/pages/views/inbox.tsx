import type { FC } from 'hono/jsx'
import type { wireApproval } from '#src/approvals/index.ts'
import { formatDate } from '#src/kernel/figures.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { Frame } from './layout.tsx'
import { Amount } from './parts.tsx'
import { moneyOf, subjectKind } from './subject-kind.ts'

export type WiredApproval = ReturnType<typeof wireApproval>

interface InboxProps {
  readonly reader: CompanyReader
  readonly approvals: readonly WiredApproval[]
}

/** What waits for the reader, the oldest first: one row, one decision. */
export const InboxPage: FC<InboxProps> = ({ reader, approvals }) => {
  const { locale, companyId } = reader
  return (
    <Frame title={say(locale, 'inbox')} reader={reader} section="inbox" waiting={approvals.length}>
      <div class="head">
        <h1>{say(locale, 'inbox')}</h1>
        {reader.call.actor.scopes.has('receipts:read') ? (
          <a class="end" href={`/c/${companyId}/intakes`}>
            {say(locale, 'allThatCameIn')}
          </a>
        ) : null}
      </div>
      {approvals.length === 0 ? <p class="empty">{say(locale, 'nothingToApprove')}</p> : null}
      <ul class="inbox">
        {approvals.map((approval) => (
          <li>
            <a href={`/c/${companyId}/approvals/${approval.id}`} data-row>
              <span class="who">{approval.subject.title}</span>
              <span class="num">
                <Amount locale={locale} {...moneyOf(approval)} />
              </span>
              <span class="soft small">
                {[subjectKind(locale, approval.subject), approval.steps.find(({ status }) => status === 'open')?.name]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <span class="soft small num">{formatDate(approval.createdAt.toISOString(), locale)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Frame>
  )
}

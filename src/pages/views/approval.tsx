import type { Child, FC } from 'hono/jsx'
import { formatInstant } from '#src/kernel/figures.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import type { WiredApproval } from './inbox.tsx'
import { Frame } from './layout.tsx'
import { Head } from './parts.tsx'
import { moneyOf, subjectKind } from './subject-kind.ts'

interface ApprovalProps {
  readonly reader: CompanyReader
  readonly approval: WiredApproval
  /** Why it goes this way, in sentences. */
  readonly summary: readonly string[]
  readonly waiting: number
  readonly canDecide: boolean
  /** The subject itself: a receipt with its original, an order with its lines. */
  readonly subject: Child
}

/** One request: what is asked, the subject, why it is here, and the two answers. */
export const ApprovalPage: FC<ApprovalProps> = ({ reader, approval, summary, waiting, canDecide, subject }) => {
  const { locale } = reader
  return (
    <Frame title={approval.subject.title} reader={reader} section="inbox" waiting={waiting}>
      <Head locale={locale} title={approval.subject.title} status={approval.status} {...moneyOf(approval)}>
        <span class="soft">{subjectKind(locale, approval.subject)}</span>
      </Head>
      {canDecide && approval.status === 'pending' ? <Acts reader={reader} approval={approval} /> : null}
      {subject}
      <section class="card">
        <h2>{say(locale, 'whyYou')}</h2>
        {summary.map((sentence) => (
          <p class="small">{sentence}</p>
        ))}
        <Decisions reader={reader} approval={approval} />
      </section>
    </Frame>
  )
}

const DECIDED = { approve: 'approved', reject: 'rejected', forward: 'forwarded' } as const satisfies Record<
  string,
  Word
>

const Decisions: FC<Pick<ApprovalProps, 'reader' | 'approval'>> = ({ reader, approval }) => (
  <ul class="trail">
    {approval.decisions.map((one) => (
      <li>
        <span class="soft">{formatInstant(one.decidedAt, reader.locale, reader.call.timeZone)}</span>
        <span>
          <strong>{one.by}</strong> {say(reader.locale, DECIDED[one.decision])}
          {one.note ? ` · ${one.note}` : ''}
        </span>
      </li>
    ))}
  </ul>
)

const Acts: FC<Pick<ApprovalProps, 'reader' | 'approval'>> = ({ reader, approval }) => {
  const { locale } = reader
  const form = (decision: string) => ({
    reader,
    action: `/approvals/${approval.id}`,
    hidden: { seenVersion: approval.version, contentHash: approval.subject.contentHash, decision },
  })
  return (
    <div class="acts card">
      <CommandForm {...form('approve')}>
        <button type="submit" class="act main" data-key="a">
          {say(locale, 'approve')} <kbd>a</kbd>
        </button>
      </CommandForm>
      <CommandForm {...form('reject')}>
        <input
          name="note"
          required
          maxlength={500}
          placeholder={say(locale, 'reason')}
          aria-label={say(locale, 'reason')}
          data-key="r"
        />
        <button type="submit" class="act bad">
          {say(locale, 'reject')} <kbd>r</kbd>
        </button>
      </CommandForm>
    </div>
  )
}

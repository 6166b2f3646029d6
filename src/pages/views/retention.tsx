import type { FC } from 'hono/jsx'
import { formatDate } from '#src/kernel/figures.ts'
import type {
  DeletedDocuments,
  LegalHold,
  listDeletions,
  listProposedDocuments,
  RetentionTerm,
} from '#src/retention/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { DeletionLog, Proposals, StayingDocuments } from './deletions.tsx'
import { Frame } from './layout.tsx'
import { LegalHolds } from './legal-holds.tsx'

export type Proposed = Awaited<ReturnType<typeof listProposedDocuments>>[number]
export type Deleted = Awaited<ReturnType<typeof listDeletions>>[number]

/** How many went, and what stays. */
export interface ToldDeletion extends Pick<DeletedDocuments, 'kept'> {
  readonly deleted: number
}

export interface RetentionProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly terms: readonly RetentionTerm[]
  readonly holds: readonly LegalHold[]
  readonly proposals: readonly Proposed[]
  readonly deletions: readonly Deleted[]
  /** What a new hold is about, where one came from a document or party. */
  readonly target: { readonly kind: string; readonly id: string }
  /** What has just been deleted and what stays. */
  readonly done: ToldDeletion | null
}

/** How long documents are kept, what keeps them longer, what may go and what has gone. */
export const RetentionPage: FC<RetentionProps> = ({ reader, waiting, ...props }) => (
  <Frame title={say(reader.locale, 'retention')} reader={reader} section="audit" waiting={waiting}>
    <div class="head">
      <h1>{say(reader.locale, 'retention')}</h1>
    </div>
    {props.done ? <StayingDocuments reader={reader} done={props.done} /> : null}
    <Terms reader={reader} terms={props.terms} />
    <LegalHolds reader={reader} holds={props.holds} target={props.target} />
    <Proposals reader={reader} proposals={props.proposals} />
    <DeletionLog reader={reader} deletions={props.deletions} />
  </Frame>
)

const Terms: FC<{ reader: CompanyReader; terms: readonly RetentionTerm[] }> = ({ reader: { locale }, terms }) => (
  <section class="card scroll">
    <h2>{say(locale, 'keptHowLong')}</h2>
    {terms.every(({ lawMonths }) => lawMonths === null) ? (
      <p class="note" role="note">
        {say(locale, 'lawUnknown')}
      </p>
    ) : (
      <table>
        <thead>
          <tr>
            <th>{say(locale, 'documentClass')}</th>
            <th class="num">{say(locale, 'months')}</th>
            <th>{say(locale, 'reason')}</th>
          </tr>
        </thead>
        <tbody>
          {terms.map(({ class: name, months, lawSource, company, unbooked }) => (
            <tr>
              <td>{say(locale, name === 'primary' ? 'primaryClass' : 'secondaryClass')}</td>
              <td class="num">{months}</td>
              <td>
                {lawSource}
                {unbooked ? (
                  <span class="soft small block">
                    {say(locale, 'unbookedLonger')}: {unbooked.months} ({unbooked.lawSource})
                  </span>
                ) : null}
                {company ? (
                  <span class="soft small block">
                    {company.months}: {company.reason} ({company.setBy},{' '}
                    {formatDate(company.setAt.toISOString().slice(0, 10), locale)})
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)

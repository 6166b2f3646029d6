import type { FC } from 'hono/jsx'
import type { AuditEntry } from '#src/audit/index.ts'
import { formatInstant } from '#src/kernel/figures.ts'
import type { CompanyReader } from '../page-context.ts'
import { commandWords } from '../words/command-words.ts'
import { say } from '../words.ts'
import { Frame } from './layout.tsx'
import { Next } from './parts.tsx'

interface AuditProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly entries: readonly AuditEntry[]
  /** Query of the page after this one; null at the end. */
  readonly next: Readonly<Record<string, string>> | null
}

/** Who did what, newest first. */
export const AuditPage: FC<AuditProps> = ({ reader, waiting, entries, next }) => {
  const { locale, call, companyId } = reader
  return (
    <Frame title={say(locale, 'audit')} reader={reader} section="audit" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'audit')}</h1>
        {call.actor.scopes.has('connections:read') ? (
          <a class="act end" href={`/c/${companyId}/transfers`}>
            {say(locale, 'failedTransfers')}
          </a>
        ) : null}
        <a class="act" href={`/c/${companyId}/jobs`}>
          {say(locale, 'failedJobs')}
        </a>
        {call.actor.scopes.has('documents:read') ? (
          <a class="act" href={`/c/${companyId}/retention`}>
            {say(locale, 'retention')}
          </a>
        ) : null}
      </div>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>{say(locale, 'when')}</th>
              <th>{say(locale, 'who')}</th>
              <th>{say(locale, 'what')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr data-row>
                <td>{formatInstant(entry.occurredAt, locale, call.timeZone)}</td>
                <td>
                  <Who entry={entry} />
                </td>
                <td>
                  <Subject reader={reader} entry={entry} />{' '}
                  <a class="soft small hash" href={`/c/${companyId}/audit?subject=${entry.subject.id}`}>
                    {entry.subject.id}
                  </a>
                  <Reason entry={entry} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Next locale={locale} query={next} />
    </Frame>
  )
}

/** Whoever did it; what happens by itself is ours, with the job that did it. */
const Who: FC<{ entry: Pick<AuditEntry, 'actor'> }> = ({ entry: { actor } }) =>
  actor.kind === 'system' ? (
    <>
      Bilag <span class="soft small">{actor.name}</span>
    </>
  ) : (
    <span>{actor.name}</span>
  )

const PAGE_OF: Readonly<Record<string, string>> = {
  receipt: 'receipts',
  invoice: 'invoices',
  journalEntry: 'entries',
  party: 'parties',
  document: 'documents',
  approval: 'approvals',
  bankTransaction: 'bank',
  intake: 'intakes',
}

/** What was done, as a link to what it was done to. */
const Subject: FC<{ reader: CompanyReader; entry: AuditEntry }> = ({ reader: { locale, companyId }, entry }) => {
  const { kind, id } = entry.subject
  const words = commandWords(locale, entry.action)
  return PAGE_OF[kind] ? <a href={`/c/${companyId}/${PAGE_OF[kind]}/${id}`}>{words}</a> : <span>{words}</span>
}

const REASONS_MAX = 300

/** Why, where whoever did it said so. */
export const Reason: FC<{ entry: Pick<AuditEntry, 'detail'> }> = ({ entry: { detail } }) => {
  const { reason, note } = detail as { readonly reason?: unknown; readonly note?: unknown }
  const said = reason ?? note
  return typeof said === 'string' && said !== '' ? (
    <span class="small block">“{said.slice(0, REASONS_MAX)}”</span>
  ) : null
}

import type { FC } from 'hono/jsx'
import { formatDate, formatInstant } from '#src/kernel/figures.ts'
import { RETENTION_CLASSES } from '#src/retention/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import type { Deleted, Proposed, ToldDeletion } from './retention.tsx'

/** "12 KB" */
const sizeOf = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024))} KB`

const classWord = (name: 'primary' | 'secondary') => (name === 'primary' ? 'primaryClass' : 'secondaryClass')

/** What is past its time, by class: the owner deletes what stands here, and nothing that came afterwards. */
export const Proposals: FC<{ reader: CompanyReader; proposals: readonly Proposed[] }> = ({ reader, proposals }) => (
  <section class="card scroll" id="proposals">
    <h2>{say(reader.locale, 'mayBeDeleted')}</h2>
    {proposals.length === 0 ? <p class="empty">{say(reader.locale, 'nothingToDelete')}</p> : null}
    {RETENTION_CLASSES.map((name) => (
      <ProposedClass reader={reader} name={name} documents={proposals.filter((one) => one.class === name)} />
    ))}
  </section>
)

interface ClassProps {
  readonly reader: CompanyReader
  readonly name: (typeof RETENTION_CLASSES)[number]
  readonly documents: readonly Proposed[]
}

const ProposedClass: FC<ClassProps> = ({ reader, name, documents }) => {
  const { locale, companyId, call } = reader
  if (documents.length === 0) return null
  return (
    <>
      <h3>{say(locale, classWord(name))}</h3>
      <table>
        <thead>
          <tr>
            <th>{say(locale, 'what')}</th>
            <th class="wide">{say(locale, 'cameIn')}</th>
            <th>{say(locale, 'keptUntil')}</th>
            <th class="num">{say(locale, 'size')}</th>
          </tr>
        </thead>
        <tbody>
          {documents.map((one) => (
            <tr data-row>
              <td>
                <a href={`/c/${companyId}/documents/${one.documentId}`}>{one.name}</a>
              </td>
              <td class="wide">{formatInstant(one.receivedAt, locale, call.timeZone)}</td>
              <td>{formatDate(one.keptUntil, locale)}</td>
              <td class="num">{sizeOf(one.size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {call.actor.scopes.has('documents:delete') ? (
        <DeleteThem reader={reader} name={name} documents={documents} />
      ) : null}
    </>
  )
}

const DeleteThem: FC<ClassProps> = ({ reader, reader: { locale }, name, documents }) => (
  <details>
    <summary>
      {say(locale, 'deleteThem')} ({documents.length})
    </summary>
    <CommandForm
      reader={reader}
      action="/retention/deletions"
      hidden={{ class: name, documentIds: documents.map(({ documentId }) => documentId).join(' ') }}
    >
      <p class="small">{say(locale, 'deletedForGood')}</p>
      <label>
        {say(locale, 'reason')}
        <input name="reason" required maxlength={500} />
      </label>
      <button type="submit" class="act bad">
        {say(locale, 'deleteThem')}
      </button>
    </CommandForm>
  </details>
)

/** After a deletion: how many went, and why others stay. */
export const StayingDocuments: FC<{ reader: CompanyReader; done: ToldDeletion }> = ({
  reader: { locale, companyId },
  done,
}) => (
  <section class="note" role="status">
    <strong>
      {say(locale, 'deletedNow')}: {done.deleted}
    </strong>
    {done.kept.length === 0 ? null : (
      <ul>
        {done.kept.map(({ documentId, message, code }) => (
          <li>
            <a href={`/c/${companyId}/documents/${documentId}`}>{documentId}</a>: {message}{' '}
            <span class="soft small">{code}</span>
          </li>
        ))}
      </ul>
    )}
  </section>
)

/** What went, by whom and why; nobody can change it. */
export const DeletionLog: FC<{ reader: CompanyReader; deletions: readonly Deleted[] }> = ({ reader, deletions }) => {
  const { locale, call } = reader
  return (
    <section class="card scroll" id="log">
      <h2>{say(locale, 'deletionLog')}</h2>
      {deletions.length === 0 ? <p class="empty">{say(locale, 'nothingHere')}</p> : null}
      {deletions.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th>{say(locale, 'when')}</th>
              <th>{say(locale, 'what')}</th>
              <th>{say(locale, 'who')}</th>
              <th>{say(locale, 'reason')}</th>
            </tr>
          </thead>
          <tbody>
            {deletions.map((one) => (
              <tr data-row>
                <td>{formatInstant(one.deletedAt, locale, call.timeZone)}</td>
                <td>
                  {one.name}
                  <span class="soft small block">
                    {say(locale, classWord(one.class))}, {formatDate(one.keptUntil, locale)} · {one.sha256.slice(0, 12)}
                  </span>
                </td>
                <td>{one.deletedBy}</td>
                <td>{one.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

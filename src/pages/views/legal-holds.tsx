import type { FC } from 'hono/jsx'
import { formatDate, formatInstant } from '#src/kernel/figures.ts'
import type { LegalHold } from '#src/retention/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'

const KINDS = { document: 'holdDocument', party: 'holdParty', fiscalYear: 'holdYear' } as const satisfies Record<
  LegalHold['targetKind'],
  Word
>

interface HoldsProps {
  readonly reader: CompanyReader
  readonly holds: readonly LegalHold[]
  readonly target: { readonly kind: string; readonly id: string }
}

/** What is kept beyond its time, by whom and why; one form places a hold, one beside each hold lifts it. */
export const LegalHolds: FC<HoldsProps> = ({ reader, holds, target }) => {
  const { locale, call } = reader
  return (
    <section class="card scroll" id="holds">
      <h2>{say(locale, 'legalHolds')}</h2>
      {holds.length === 0 ? <p class="empty">{say(locale, 'noHolds')}</p> : null}
      {holds.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th>{say(locale, 'what')}</th>
              <th>{say(locale, 'reason')}</th>
              <th class="wide">{say(locale, 'who')}</th>
              <th>{say(locale, 'status')}</th>
            </tr>
          </thead>
          <tbody>
            {holds.map((hold) => (
              <HoldRow reader={reader} hold={hold} />
            ))}
          </tbody>
        </table>
      )}
      {call.actor.scopes.has('documents:write') ? <PlaceHold reader={reader} target={target} /> : null}
    </section>
  )
}

const Target: FC<{ reader: CompanyReader; hold: LegalHold }> = ({ reader: { locale, companyId }, hold }) => {
  const { targetKind, targetId } = hold
  const text = `${say(locale, KINDS[targetKind])} ${targetId}`
  if (targetKind === 'fiscalYear') return <span>{text}</span>
  return <a href={`/c/${companyId}/${targetKind === 'party' ? 'parties' : 'documents'}/${targetId}`}>{text}</a>
}

const HoldRow: FC<{ reader: CompanyReader; hold: LegalHold }> = ({ reader, hold }) => {
  const { locale, call } = reader
  return (
    <tr data-row>
      <td>
        <Target reader={reader} hold={hold} />
      </td>
      <td>{hold.reason}</td>
      <td class="wide">
        {hold.placedBy}
        <span class="soft small block">{formatInstant(hold.placedAt, locale, call.timeZone)}</span>
      </td>
      <td>
        {hold.releasedAt ? (
          <span class="soft small">
            {say(locale, 'holdLifted')} {formatInstant(hold.releasedAt, locale, call.timeZone)}, {hold.releasedBy}:{' '}
            {hold.releaseReason}
          </span>
        ) : (
          <>
            {say(locale, 'inForce')} {hold.until ? `${say(locale, 'until')} ${formatDate(hold.until, locale)}` : null}
            {call.actor.scopes.has('documents:delete') ? <LiftHold reader={reader} hold={hold} /> : null}
          </>
        )}
      </td>
    </tr>
  )
}

const LiftHold: FC<{ reader: CompanyReader; hold: LegalHold }> = ({ reader, hold: { id } }) => {
  const { locale } = reader
  return (
    <details>
      <summary>{say(locale, 'liftHold')}</summary>
      <CommandForm reader={reader} action={`/retention/holds/${id}/release`}>
        <label>
          {say(locale, 'reason')}
          <input name="reason" required maxlength={500} />
        </label>
        <button type="submit" class="act bad">
          {say(locale, 'liftHold')}
        </button>
      </CommandForm>
    </details>
  )
}

const PlaceHold: FC<Pick<HoldsProps, 'reader' | 'target'>> = ({ reader, target }) => {
  const { locale } = reader
  return (
    <details {...(target.id === '' ? {} : { open: true })}>
      <summary>{say(locale, 'placeHold')}</summary>
      <CommandForm reader={reader} action="/retention/holds">
        <label>
          {say(locale, 'what')}
          <select name="targetKind">
            {Object.entries(KINDS).map(([kind, word]) => (
              <option value={kind} {...(kind === target.kind ? { selected: true } : {})}>
                {say(locale, word)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say(locale, 'holdTarget')}
          <input name="targetId" required maxlength={60} value={target.id} />
        </label>
        <label>
          {say(locale, 'reason')}
          <input name="reason" required maxlength={500} />
        </label>
        <label>
          {say(locale, 'holdUntil')}
          <input type="date" name="until" />
        </label>
        <button type="submit" class="act main">
          {say(locale, 'placeHold')}
        </button>
      </CommandForm>
    </details>
  )
}

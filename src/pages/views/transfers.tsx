import type { FC } from 'hono/jsx'
import type { listRuns, Operation } from '#src/connect/index.ts'
import { formatInstant } from '#src/kernel/figures.ts'
import type { Problem } from '#src/kernel/problem.ts'
import type { CompanyReader } from '../page-context.ts'
import { recordHref } from '../record-href.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { Frame } from './layout.tsx'
import { Next } from './parts.tsx'
import { Refusal } from './refusal.tsx'

type Run = Awaited<ReturnType<typeof listRuns>>[number]

interface TransfersProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly operations: readonly Operation[]
  /** Where the next page of operations goes on; null at the end. */
  readonly next: string | null
  /** The latest first. */
  readonly runs: readonly Run[]
  /** Of connections, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly problem: Problem | undefined
}

/** What failed on its way to another system or from it: why, and one click to try it again. */
export const TransfersPage: FC<TransfersProps> = (props) => {
  const { reader, waiting, operations, next, runs, problem } = props
  const { locale } = reader
  return (
    <Frame title={say(locale, 'failedTransfers')} reader={reader} section="audit" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'failedTransfers')}</h1>
      </div>
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      {operations.length === 0 && runs.length === 0 ? <p class="empty">{say(locale, 'nothingFailed')}</p> : null}
      {operations.map((operation) => (
        <FailedOperation reader={reader} operation={operation} names={props.names} />
      ))}
      <Next locale={locale} query={next === null ? null : { after: next }} />
      {runs.length === 0 ? null : <FailedRuns reader={reader} runs={runs} names={props.names} />}
    </Frame>
  )
}

const MODELS = {
  contact: 'party',
  bill: 'receipt',
  salesInvoice: 'invoice',
  attachment: 'holdDocument',
  payment: 'payment',
  journal: 'entry',
} as const satisfies Record<Operation['model'], Word>

const FAULTS = {
  auth_expired: 'faultAuth',
  rate_limited: 'faultBusy',
  rejected: 'faultRejected',
  not_found: 'faultGone',
  conflict: 'faultConflict',
  unavailable: 'faultSilent',
  unknown_outcome: 'faultUnknown',
  differs: 'faultDiffers',
} as const satisfies Record<NonNullable<Operation['fault']>['kind'], Word>

interface OperationProps extends Pick<TransfersProps, 'reader' | 'names'> {
  readonly operation: Operation
}

const FailedOperation: FC<OperationProps> = ({ reader, operation, names }) => {
  const { locale, call } = reader
  const { id, model, subjectId, connectionId, attempts, updatedAt, fault } = operation
  const href = recordHref(reader, subjectId)
  const name = say(locale, MODELS[model])
  return (
    <section class="card">
      <h2>
        {names.get(connectionId) ?? connectionId} · {formatInstant(updatedAt, locale, call.timeZone)}
      </h2>
      <p>
        <strong>{href ? <a href={href}>{name}</a> : name}</strong>{' '}
        <span class="soft small">
          {attempts} {say(locale, 'tries')}
        </span>
      </p>
      <Fault reader={reader} fault={fault} />
      {call.actor.scopes.has('connections:manage') ? (
        <CommandForm reader={reader} action={`/transfers/${id}/retries`}>
          <button class="act" type="submit">
            {say(locale, 'tryAgain')}
          </button>
        </CommandForm>
      ) : null}
    </section>
  )
}

/** Why, and which fields the other system named. */
const Fault: FC<Pick<TransfersProps, 'reader'> & Pick<Operation, 'fault'>> = ({ reader: { locale }, fault }) =>
  fault === null ? null : (
    <div class="note bad">
      {say(locale, FAULTS[fault.kind])}
      <ul>
        {fault.fields.map(({ field, message }) => (
          <li>
            {message} <span class="small">{field}</span>
          </li>
        ))}
      </ul>
    </div>
  )

const FailedRuns: FC<Pick<TransfersProps, 'reader' | 'runs' | 'names'>> = ({ reader, runs, names }) => {
  const { locale, call } = reader
  return (
    <section class="card scroll">
      <h2>{say(locale, 'failedRuns')}</h2>
      <table>
        <thead>
          <tr>
            <th>{say(locale, 'when')}</th>
            <th>{say(locale, 'what')}</th>
            <th>{say(locale, 'reason')}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ createdAt, connectionId, pull, fault }) => (
            <tr data-row>
              <td>{formatInstant(createdAt, locale, call.timeZone)}</td>
              <td>
                {names.get(connectionId) ?? connectionId} <span class="soft small">{pull}</span>
              </td>
              <td>{fault ? say(locale, FAULTS[fault.kind]) : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

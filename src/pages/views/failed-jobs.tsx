import type { FC } from 'hono/jsx'
import type { FailedJob } from '#src/jobs/index.ts'
import { formatInstant } from '#src/kernel/figures.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { jobWords } from '../job-words.ts'
import type { CompanyReader } from '../page-context.ts'
import { recordHref } from '../record-href.ts'
import { say } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { reasonOf } from './file-fate.tsx'
import { Frame } from './layout.tsx'
import { Next } from './parts.tsx'
import { Refusal } from './refusal.tsx'

interface FailedJobsProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly jobs: readonly FailedJob[]
  readonly next: string | null
  readonly problem: Problem | undefined
}

/** What was to be done and could not: for what, why, and one click to start it again. */
export const FailedJobsPage: FC<FailedJobsProps> = ({ reader, waiting, jobs, next, problem }) => {
  const { locale, companyId } = reader
  return (
    <Frame title={say(locale, 'failedJobs')} reader={reader} section="audit" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'failedJobs')}</h1>
        <a class="end" href={`/c/${companyId}/audit`}>
          {say(locale, 'audit')}
        </a>
      </div>
      <p class="soft small">{say(locale, 'failedJobsHint')}</p>
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      {jobs.length === 0 ? <p class="empty">{say(locale, 'nothingFailed')}</p> : null}
      {jobs.map((job) => (
        <Job reader={reader} job={job} />
      ))}
      <Next locale={locale} query={next === null ? null : { after: next }} />
    </Frame>
  )
}

const Job: FC<{ reader: CompanyReader; job: FailedJob }> = ({ reader, job }) => {
  const { locale, call } = reader
  const { id, name, subjects, attempts, failedAt, requestId } = job
  return (
    <section class="card" data-row>
      <h2>{formatInstant(failedAt, locale, call.timeZone)}</h2>
      <p>
        <strong>{jobWords(locale, name)}</strong>{' '}
        <span class="soft small">
          {attempts} {say(locale, 'tries')} · {name}
        </span>
      </p>
      <Why reader={reader} job={job} />
      <p class="links small">
        {subjects.map((subject) => {
          const href = recordHref(reader, subject)
          return href ? <a href={href}>{subject}</a> : <span class="soft hash">{subject}</span>
        })}
        <span class="soft hash">{requestId}</span>
      </p>
      {call.actor.scopes.has('companies:write') ? (
        <CommandForm reader={reader} action={`/jobs/${id}/retries`}>
          <button class="act" type="submit">
            {say(locale, 'tryAgain')}
          </button>
        </CommandForm>
      ) : null}
    </section>
  )
}

/** A problem in the reader's words; a fault of ours is described in the log, not here. */
const Why: FC<{ reader: CompanyReader; job: FailedJob }> = ({ reader: { locale }, job: { code, reason } }) => (
  <div class="note bad">
    {code === null ? say(locale, 'ourFault') : (reasonOf(locale, code) ?? code)}
    {reason ? (
      <span class="small block" lang="en">
        {reason}
      </span>
    ) : null}
  </div>
)

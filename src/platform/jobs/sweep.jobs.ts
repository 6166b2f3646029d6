import { z } from 'zod'
import { defineJob } from './job-kind.ts'
import { defineSchedule } from './schedule.ts'
import { deleteFailedJobs, deleteJobReceipts, deleteKeptAnswers } from './sweep.store.ts'

const HOUR_MS = 3_600_000
/** The API promises a day (API.md, conventions). */
const KEEP_ANSWERS_MS = 48 * HOUR_MS
/** Longer than the queue keeps a failed job that a person may start again. */
const KEEP_JOB_RECEIPTS_MS = 60 * 24 * HOUR_MS
/** As long as the queue keeps the failed job itself. */
const KEEP_FAILED_MS = 30 * 24 * HOUR_MS

/** Throws away what has served its time: answers kept for idempotency keys, receipts of jobs, what was told of failed ones. */
export const sweepJob = defineJob('platform.sweep', z.strictObject({}), { attempts: 3 }, async ({ platform }) => {
  const nowMs = platform.clock.now().getTime()
  const answers = await deleteKeptAnswers(platform.db.worker, new Date(nowMs - KEEP_ANSWERS_MS))
  const receipts = await deleteJobReceipts(platform.db.worker, new Date(nowMs - KEEP_JOB_RECEIPTS_MS))
  const failed = await deleteFailedJobs(platform.db.worker, new Date(nowMs - KEEP_FAILED_MS))
  platform.log.info({ answers, receipts, failed }, 'swept')
})

export const sweepSchedule = defineSchedule('platform.sweep', { everyMs: HOUR_MS }, sweepJob, {})

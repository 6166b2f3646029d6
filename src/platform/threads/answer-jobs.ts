import { parentPort } from 'node:worker_threads'
import { isProblem } from '#src/kernel/problem.ts'
import type { Refusal, ThreadReport, ThreadTask } from './job-thread.ts'

/** The inside of a `JobThread`: does each job that it is sent, and answers with its outcome or its problem. */
export function answerJobs<Job, Done>(work: (job: Job) => Done | Promise<Done>): void {
  const port = parentPort
  if (!port) throw new Error('a thread for jobs runs as a worker only')
  const answer = (report: ThreadReport<Done>): void => port.postMessage(report)
  port.on('message', async ({ id, job }: ThreadTask<Job>) => {
    try {
      answer({ id, done: await work(job) })
    } catch (error) {
      answer({ id, refusal: refusalOf(error) })
    }
  })
}

const refusalOf = (error: unknown): Refusal => ({
  code: isProblem(error) ? error.code : undefined,
  message: error instanceof Error ? error.message : String(error),
})

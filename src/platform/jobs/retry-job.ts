import { z } from 'zod'
import type { Platform } from '../platform.ts'
import { defineJob } from './job-kind.ts'

/** Has the queue start one of its failed jobs again; false when it is not there. Throws while it is not failed. */
export type Restart = (name: string, jobId: string) => Promise<boolean>

const restarts = new WeakMap<Platform, Restart>()

/** Called by the runner that has the queues; nobody else touches them. */
export const offerRestart = (platform: Platform, restart: Restart): void => void restarts.set(platform, restart)

/** Asked for by a command, as requests never touch the queue: the same job with its own id gets all of its tries anew. */
export const retryJob = defineJob(
  'platform.retryJob',
  z.strictObject({ name: z.string(), jobId: z.string() }),
  { attempts: 5 },
  async ({ platform }, { name, jobId }) => {
    const restart = restarts.get(platform)
    if (!restart) throw new Error('this worker has no queues')
    if (!(await restart(name, jobId))) platform.log.warn({ job: name, jobId }, 'a job to be started again is gone')
  },
)

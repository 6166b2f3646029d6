import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { command } from '#src/platform/command/index.ts'
import { defineJob } from '#src/platform/jobs/job-kind.ts'
import { once } from '#src/platform/jobs/once.store.ts'

const leaveEffect = command(
  'crash.leaveEffect',
  { can: null },
  async (cx, { n, jobId }: { n: number; jobId: string }) => {
    cx.audit({ kind: 'effect', id: String(n) })
    if (!(await once(cx, jobId))) return
    await cx.sql('insert into crash_effects (company_id, n) values ($1, $2)', [cx.companyId, n])
  },
)

/** A job whose effect is one row, and which a killed worker leaves in every possible state. */
export const crashJob = defineJob('crash.leaveEffect', z.object({ n: z.int() }), {}, async (call, { n }, run) => {
  await sleep(n % 10)
  await leaveEffect(call, { n, jobId: run.id })
})

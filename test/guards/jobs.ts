import { noteFailure } from '#src/platform/jobs/note-failure.ts'
import type { RoomFixtures, World } from './fixture.ts'

let jobs = 0

/** Tells of a job of the company that failed, as the worker does. */
async function failedJob({ platform, company, client }: World): Promise<string> {
  const data = { tenant: company.id, timeZone: 'UTC', requestId: 'guard', payload: {} }
  await noteFailure(platform, { id: `outbox-guard-${++jobs}`, name: 'matching.rematch', data, attemptsMade: 0 }, null)
  const { json } = await client.get(`/v1/companies/${company.id}/failed-jobs?limit=1`)
  return String((json.data as { id: string }[])[0]?.id)
}

export const jobFixtures: RoomFixtures = { ids: { failedJobId: failedJob } }

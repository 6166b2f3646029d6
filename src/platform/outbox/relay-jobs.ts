import { inTransaction } from '../db/transaction.ts'
import type { Platform } from '../platform.ts'
import { deleteRows, type JobRow, lockDueJobs } from './outbox.store.ts'

export type { JobRow } from './outbox.store.ts'

const BATCH = 250

/**
 * Hands one batch of due job rows to the queue and deletes them, in this order: a crash in between leaves the rows,
 * and adding them again is harmless because the outbox id is the job's id. Answers how many it handed on.
 */
export async function relayJobs(
  platform: Pick<Platform, 'db' | 'clock'>,
  names: readonly string[],
  add: (rows: readonly JobRow[]) => Promise<void>,
  limit = BATCH,
): Promise<number> {
  return inTransaction(platform.db.worker, { tenants: [] }, async (client) => {
    const rows = await lockDueJobs(client, names, platform.clock.now(), limit)
    if (rows.length === 0) return 0
    await add(rows)
    await deleteRows(
      client,
      rows.map((row) => row.id),
    )
    return rows.length
  })
}

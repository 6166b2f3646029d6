import { runMigrations } from 'bullmq'
import { Client } from 'pg'

export const JOB_SCHEMA = 'bullmq'

/**
 * Brings the tables of the queue (BullMQ's own migrations, in their own schema) up to the installed version, and lets
 * the worker's role use them. Safe with many starters. `url` is the owner's.
 */
export async function prepareJobSchema(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'bilag-migrate' })
  await client.connect()
  try {
    await runMigrations(client, JOB_SCHEMA)
    // BullMQ makes a sequence for each queue when the queue is first used, hence CREATE on its schema.
    await client.query(`begin;
      select pg_advisory_xact_lock(hashtextextended('bilag job schema', 0));
      grant usage, create on schema ${JOB_SCHEMA} to bilag_worker;
      grant all on all tables in schema ${JOB_SCHEMA} to bilag_worker;
      grant all on all sequences in schema ${JOB_SCHEMA} to bilag_worker;
      commit`)
  } finally {
    await client.end()
  }
}

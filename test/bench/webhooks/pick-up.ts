import { createPostgresBackend, withBackend } from 'bullmq'
import { Pool } from 'pg'
import { JOB_SCHEMA } from '#src/platform/jobs/job-schema.ts'
import { startCollector } from './collector.ts'

/** A worker of BullMQ on PostgreSQL that notes when it picked up a job. */
const [url] = process.argv.slice(2)
const collector = startCollector()
const pool = new Pool({ connectionString: url, options: `-c search_path=${JOB_SCHEMA}`, max: 20 })
pool.setMaxListeners(0)
const pickUp = async (job: { id?: string | undefined }): Promise<void> => collector.arrived(job.id ?? '')
const worker = new (withBackend(createPostgresBackend).Worker)('pickup', pickUp, {
  connection: pool as never,
  concurrency: 50,
})
worker.on('error', () => undefined)

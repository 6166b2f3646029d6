import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createPools } from '#src/platform/db/database.ts'
import { migrate } from '#src/platform/db/migrate.ts'
import { prepareJobSchema } from '#src/platform/jobs/job-schema.ts'
import { createDatabase } from '#test/support/database.ts'
import { asOwner, MIGRATIONS } from '#test/support/database-server.ts'

describe('a server on which the owner is no superuser', () => {
  it('is migrated and used like the embedded one', async () => {
    const database = await createDatabase()
    const owner = `plain_${randomBytes(4).toString('hex')}`
    const url = new URL(database.url)
    const name = url.pathname.slice(1)
    try {
      // The roles exist on the test server already; on a fresh one the owner makes them (createrole).
      await asOwner(database.url, (client) =>
        client.query(`create role ${owner} login createrole password 'plain';
          grant bilag_app, bilag_worker, bilag_books to ${owner};
          alter database ${name} owner to ${owner};
          alter schema public owner to ${owner}`),
      )
      url.username = owner
      url.password = 'plain'
      await migrate(url.href, MIGRATIONS)
      await prepareJobSchema(url.href)
      await asOwner(url.href, (client) =>
        client.query(`create table notes (company_id text collate "C", id text primary key);
          select app.protect('notes');
          create function count_notes() returns bigint language sql security definer as 'select count(*) from notes';
          insert into notes values ('com_a', '1'), ('com_b', '2')`),
      )
      const pools = createPools(url.href, { max: 2 })
      const { rows } = await pools.app.query(
        'select current_user as role, (select count(*) from notes) as seen, count_notes() as there',
      )
      expect(rows).toEqual([{ role: 'bilag_app', seen: 0n, there: 2n }])
      await pools.worker.query('select count(*) from outbox')
      await pools.close()
    } finally {
      await database.drop()
      await asOwner(new URL(database.url.replace(name, 'postgres')).href, (client) =>
        client.query(`drop owned by ${owner} cascade; drop role ${owner}`),
      )
    }
  })
})

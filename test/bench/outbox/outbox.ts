import { isDeepStrictEqual } from 'node:util'
import type { Client } from 'pg'
import { newId } from '#src/kernel/id.ts'
import { sequenceEvents } from '#src/platform/outbox/sequence-events.ts'
import { eventListeners } from '#src/wiring.ts'
import type { Effort } from '../areas.ts'
import { type BenchGround, onBenchGround } from '../bench-platform.ts'
import { drainRepeatedly, interleave, ratiosOf } from '../measure.ts'
import { makeCompanies } from '../posting/companies.ts'
import { say, sayRatio } from '../print.ts'

const COMPANIES = 20
/** Rows that are put in before the clock runs, each time it has run out of them. */
const ROWS = 5000
const BATCH = 1000

/** How fast the outbox becomes the event log, against a bare drain that only deletes. */
export const outbox = (effort: Effort): Promise<void> => onBenchGround('outbox', (ground) => measure(ground, effort))

async function measure({ database, platform, owner }: BenchGround, effort: Effort): Promise<void> {
  const { ids } = await makeCompanies(database, COMPANIES)
  await owner.query('create schema bare; create table bare.outbox (like public.outbox including all)')
  while ((await sequenceEvents(platform, eventListeners)) > 0);
  const sequence = (): Promise<number> => sequenceEvents(platform, eventListeners)
  const remove = async (): Promise<number> => (await takeBare(owner)).length
  await assertSameEvents(owner, ids, sequence)
  const fill = (table: string) => (): Promise<void> => put(owner, table, ids)
  const speed = await interleave(
    [
      { name: 'event log', run: drainRepeatedly(fill('outbox'), sequence) },
      { name: 'bare delete', run: drainRepeatedly(fill('bare.outbox'), remove) },
    ],
    effort,
  )
  const text = `events/s into the gap-free logs of ${COMPANIES} companies, all listeners / DELETE ... SKIP LOCKED RETURNING, batches of ${BATCH}`
  sayRatio({ text, ratios: ratiosOf(speed['event log'], speed['bare delete']) })
}

async function put(owner: Client, table: string, companies: readonly string[]): Promise<void> {
  await owner.query(
    `insert into ${table} (company_id, kind, name, payload, time_zone, request_id, run_at, created_at)
     select ($1::text[])[1 + n % $2], 'event', 'parcel.moved', jsonb_build_object('id', 'par_' || n, 'version', n),
       'UTC', $3, now(), now() from generate_series(1, $4::int) n`,
    [companies, companies.length, newId('request'), ROWS],
  )
}

interface Taken {
  readonly company: string
  readonly payload: unknown
}

async function takeBare(owner: Client): Promise<Taken[]> {
  const { rows } = await owner.query<Taken & { id: string }>({
    name: 'bare_take',
    text: `delete from bare.outbox where id in
             (select id from bare.outbox order by id limit $1 for update skip locked)
           returning id, company_id as company, payload`,
    values: [BATCH],
  })
  return rows.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
}

/** Both drains give every company the same events in the same order. */
async function assertSameEvents(
  owner: Client,
  companies: readonly string[],
  sequence: () => Promise<number>,
): Promise<void> {
  for (const table of ['outbox', 'bare.outbox']) await put(owner, table, companies)
  while ((await sequence()) > 0);
  const bare: Taken[] = []
  for (let some = await takeBare(owner); some.length > 0; some = await takeBare(owner)) bare.push(...some)
  for (const company of companies) {
    const { rows } = await owner.query<{ sequence: string; data: unknown }>(
      `select sequence, data from events where company_id = $1 and type = 'parcel.moved' order by sequence`,
      [company],
    )
    const theirs = bare.filter((row) => row.company === company).map(({ payload }) => payload)
    const isGapless = rows.every(
      (row, n) => n === 0 || BigInt(row.sequence) === BigInt(rows[n - 1]?.sequence ?? 0) + 1n,
    )
    const isSame = isDeepStrictEqual(
      theirs,
      rows.map(({ data }) => data),
    )
    if (!isGapless || !isSame) throw new Error(`the events of ${company} differ`)
  }
  say(`${bare.length} events: the same in both, in the same order, numbered without a gap`)
}

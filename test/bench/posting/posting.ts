import { Client } from 'pg'
import type { Effort } from '../areas.ts'
import { type BenchDatabase, startBenchDatabase } from '../bench-database.ts'
import { type LoadRequest, load } from '../load.ts'
import { interleave, type Measured, ratiosOf, type Sample } from '../measure.ts'
import { say, sayGoal, sayMachine } from '../print.ts'
import { serve } from '../serve.ts'
import { BARE_TABLES } from './bare-tables.ts'
import { makeCompanies } from './companies.ts'
import { assertSameRows, assertSound } from './proofs.ts'
import { postings } from './requests.ts'
import { hasPgbench, writeDirectly } from './write-directly.ts'

const COMPANIES = 100
const MANY = 200
const SOME = 50
/** Room in the database for every request of the comparator that has a transaction each. */
const POOL = '20'

/** Goals 1 to 5: a posting through HTTP, complete, against the same rows written by hand. */
export async function posting(effort: Effort): Promise<void> {
  const database = await startBenchDatabase()
  try {
    await sayMachine('posting', database.url)
    const byPgbench = await hasPgbench()
    say(byPgbench ? 'comparator: pgbench' : 'pgbench is missing: the comparator is `pg` with prepared statements')
    await withClient(database, (client) => client.query(BARE_TABLES))
    const companies = await makeCompanies(database, COMPANIES)
    say(`${COMPANIES} companies, 4 lines an entry, an Idempotency-Key each, ${MANY} connections (${SOME} for latency)`)
    const env = { DATABASE_URL: database.url, DATA_DIR: database.dataDir, DATABASE_POOL: POOL }
    const api = await serve('src/server.ts', env)
    const single = await serve('test/bench/posting/serve-single.ts', env)
    try {
      const everywhere = postings(companies, companies.accounts)
      const hot = postings(companies, ['1500'])
      const one = { ...companies, ids: companies.ids.slice(0, 1) }
      const oneEverywhere = postings(one, companies.accounts)
      const oneHot = postings(one, ['1500'])
      await withClient(database, (client) => assertSameRows(client, api.port, everywhere))
      const through = (port: number, connections: number, requests: readonly LoadRequest[]) => (seconds: number) =>
        post(port, connections, requests, seconds)
      const direct = (shape: 'six' | 'cte', clients: number) => (seconds: number) =>
        writeDirectly(database.url, shape, { clients, seconds, byPgbench })

      const speed = await interleave(
        [
          { name: 'api', run: through(api.port, MANY, everywhere) },
          { name: 'six4', run: direct('six', 4) },
          { name: 'six16', run: direct('six', 16) },
          { name: 'cte16', run: direct('cte', 16) },
          { name: 'single', run: through(single.port, MANY, everywhere) },
          { name: 'api50', run: through(api.port, SOME, everywhere) },
        ],
        effort,
      )
      sayGoals(speed)
      say()
      const heat = await interleave(
        [
          { name: 'uniform', run: through(api.port, MANY, everywhere) },
          { name: 'hot', run: through(api.port, MANY, hot) },
          { name: 'oneUniform', run: through(api.port, MANY, oneEverywhere) },
          { name: 'oneHot', run: through(api.port, MANY, oneHot) },
        ],
        effort,
      )
      const text = 'all postings on one account of each company / on accounts all over the chart'
      sayGoal({ row: 4, text, goal: 0.95, floor: 0.85, isMore: true, ratios: ratiosOf(heat.hot, heat.uniform) })
      const oneText = 'the same in a single company'
      sayGoal({
        row: 4,
        text: oneText,
        goal: 0.95,
        floor: 0.85,
        isMore: true,
        ratios: ratiosOf(heat.oneHot, heat.oneUniform),
      })
      await withClient(database, assertSound)
    } finally {
      await Promise.all([api.stop(), single.stop()])
    }
  } finally {
    await database.drop()
  }
}

let runs = 0

async function post(
  port: number,
  connections: number,
  requests: readonly LoadRequest[],
  seconds: number,
): Promise<Sample> {
  runs += 1
  return load({ port, connections, seconds, requests, idempotencyPrefix: `run-${runs}` }, 201)
}

type Speeds = 'api' | 'six4' | 'six16' | 'cte16' | 'single' | 'api50'

function sayGoals(speed: Measured<Speeds>): void {
  const six = speed.six4.map((sample, round) => {
    const other = speed.six16[round]
    return other && other.perSecond > sample.perSecond ? other : sample
  })
  const goal = (row: number, text: string, goal: number, floor: number, comparator: readonly Sample[]) =>
    sayGoal({ row, text, goal, floor, isMore: true, ratios: ratiosOf(speed.api, comparator) })
  goal(1, 'API / six round trips, best client count', 3, 2, six)
  goal(2, 'API / one statement, 16 clients', 2, 1.2, speed.cte16)
  goal(3, 'API / API with a transaction per request', 5, 4, speed.single)
  const ratios = ratiosOf(speed.api50, speed.six16, (sample) => sample.p99 ?? Number.NaN)
  const text = `p99 of the API at ${SOME} connections / p99 of six round trips at 16 clients`
  sayGoal({ row: 5, text, goal: 1, floor: 1.5, isMore: false, ratios })
}

async function withClient<T>({ url }: BenchDatabase, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

import { randomInt } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { Client } from 'pg'
import { BARE_COMPANIES, SHAPES, type VARIABLES } from './bare-tables.ts'
import type { DirectPlan, DirectResult } from './write-directly.ts'

/** Stands in for pgbench where it is missing: clients of `pg` with prepared statements, in a process of their own. */
const plan = JSON.parse(process.argv[2] ?? '') as DirectPlan

type Values = Record<(typeof VARIABLES)[number], string | number>

/** The statement with $1, $2, ... for its variables, and which they are. */
const statements = SHAPES[plan.shape].map((written, place) => {
  const names: (typeof VARIABLES)[number][] = []
  const text = written.replace(/(?<!:):(company|id|a|b|c|d|amount)\b/g, (_all, name: (typeof VARIABLES)[number]) => {
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return { name: `${plan.shape} ${place}`, text, names }
})

const latencies: number[] = []
const startedAt = performance.now()
const endAt = startedAt + plan.seconds * 1000

async function runClient(number: number): Promise<void> {
  const client = new Client({ connectionString: plan.url })
  await client.connect()
  for (let n = 1; performance.now() < endAt; n += 1) {
    const values: Values = {
      company: randomInt(1, BARE_COMPANIES + 1),
      id: (BigInt(plan.firstId) + BigInt(number) * 1_000_000_000_000n + BigInt(n)).toString(),
      a: String(randomInt(4000, 8000)),
      b: String(randomInt(4000, 8000)),
      c: String(randomInt(1500, 4000)),
      d: String(randomInt(1500, 4000)),
      amount: randomInt(100, 900_001),
    }
    const began = performance.now()
    for (const { name, text, names } of statements) {
      await client.query(names.length === 0 ? text : { name, text, values: names.map((one) => values[one]) })
    }
    latencies.push(performance.now() - began)
  }
  await client.end()
}

await Promise.all(Array.from({ length: plan.clients }, (_, number) => runClient(number)))
const result: DirectResult = { seconds: (performance.now() - startedAt) / 1000, latencies }
process.stdout.write(JSON.stringify(result))

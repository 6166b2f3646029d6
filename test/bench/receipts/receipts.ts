import type { Effort } from '../areas.ts'
import { type BenchGround, onBenchGround } from '../bench-platform.ts'
import { type LoadRequest, load } from '../load.ts'
import { interleave, ratiosOf } from '../measure.ts'
import { makeCompanies } from '../posting/companies.ts'
import { say, sayRatio } from '../print.ts'
import { serve } from '../serve.ts'
import { COUNTER, tenKilobytes } from './ubl.ts'

const COMPANIES = 20
const CONNECTIONS = 20
/** Numbers of a run begin so far above those of the run before. */
const STRIDE = 1_000_000

/** E-invoices of 10 KB taken in through POST receipts, against a server that only parses them. */
export const receipts = (effort: Effort): Promise<void> =>
  onBenchGround('receipts', (ground) => measure(ground, effort))

async function measure({ database, env, owner }: BenchGround, effort: Effort): Promise<void> {
  const companies = await makeCompanies(database, COMPANIES)
  const body = tenKilobytes()
  const requests = companies.ids.map(
    (id): LoadRequest => ({
      method: 'POST',
      path: `/v1/companies/${id}/receipts`,
      headers: { authorization: `Bearer ${companies.key}`, 'content-type': 'application/xml' },
      body,
    }),
  )
  const api = await serve('src/server.ts', env)
  const parse = await serve('test/bench/receipts/serve-parse.ts', {})
  let taken = 0
  let runs = 0
  const run = (port: number) => (seconds: number) => {
    runs += 1
    const counter = { text: COUNTER, from: runs * STRIDE }
    return load({ port, connections: CONNECTIONS, seconds, requests, counter }, 201)
  }
  const take = async (seconds: number) => {
    const sample = await run(api.port)(seconds)
    taken += sample.answered
    return sample
  }
  try {
    await assertSame(api.port, parse.port, requests[0])
    taken += 1
    say(
      `the same number and amount read; a UBL invoice of ${Buffer.byteLength(body)} bytes, ${CONNECTIONS} connections`,
    )
    const speed = await interleave(
      [
        { name: 'receipts', run: take },
        { name: 'bare parse', run: run(parse.port) },
      ],
      effort,
    )
    const text =
      'receipts taken in (file, document, checks, supplier, receipt, audit, event) / node:http that parses the same'
    sayRatio({ text, ratios: ratiosOf(speed.receipts, speed['bare parse']) })
    const { rows } = await owner.query<{ receipts: number; numbers: number }>(
      `select count(*)::int as receipts, count(distinct (company_id, number))::int as numbers from receipts`,
    )
    if (rows[0]?.receipts !== taken || rows[0].numbers !== taken)
      throw new Error(`${taken} were acknowledged, kept are ${JSON.stringify(rows)}`)
    say(`afterwards: ${taken} receipts, every one that was acknowledged, each once`)
  } finally {
    await Promise.all([api.stop(), parse.stop()])
  }
}

async function assertSame(api: number, parse: number, request: LoadRequest | undefined): Promise<void> {
  if (!request) throw new Error('no request')
  const { path, body = '', ...rest } = request
  const sent = { ...rest, body: body.replaceAll(COUNTER, '0'.repeat(COUNTER.length)) }
  const [ours, theirs] = await Promise.all([api, parse].map((port) => fetch(`http://127.0.0.1:${port}${path}`, sent)))
  const receipt = (await ours?.json()) as { number: string; declared: { payable: string }; exceptions: unknown }
  const parsed = (await theirs?.json()) as { number: string; payable: string }
  if (receipt.number !== parsed.number || receipt.declared?.payable !== parsed.payable)
    throw new Error(`other readings: ${JSON.stringify([receipt, parsed])}`)
}
